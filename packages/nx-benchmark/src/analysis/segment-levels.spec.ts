import { describe, expect, test } from '@jest/globals';
import type { Estimate } from '../domain/verdict';
import { segmentLevels } from './segment-levels';
import { BEFORE_THE_FALL, NILE } from './testing/nile';
import { gaussian, mulberry32 } from './testing/random';

function expectClose({ change, low, high }: Estimate, expected: readonly number[]): void {
  [change, low, high].forEach((value, at) => {
    expect(value / expected[at]!).toBeCloseTo(1, 7);
  });
}

describe('segmentLevels', () => {
  const values = NILE.map((flow) => ({ value: Math.log(flow), variance: 1e-12 }));

  test('are the t intervals of the segments, with one variance for all', () => {
    const { segments, steps } = segmentLevels(values, [BEFORE_THE_FALL], 0.01);
    expect(segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 28],
      [28, 100],
    ]);
    const [before, after] = segments.map(({ level }) => level);
    // Means of the logarithms, their pooled variance, scipy.stats.t.isf(0.005, 98), then expm1; SciPy 1.17.1.
    expectClose(before!, [1088.3139226687595, 1012.4290286941244, 1169.881027208215]);
    expectClose(after!, [839.6805807113292, 802.6645239231898, 878.4015633974713]);
    expectClose(steps[0]!, [-0.2282476490783229, -0.29120575397368775, -0.1596973388367135]);
  });

  test('of a series without a change are one level and no step', () => {
    const { segments, steps } = segmentLevels(values, [], 0.01);
    expect(segments).toHaveLength(1);
    expect(steps).toEqual([]);
  });

  test('hold the truth as often as they say', () => {
    const random = mulberry32(11);
    const runs = 4000;
    let missed = 0;
    for (let run = 0; run < runs; run++) {
      const made = [0, 0, 0, 0.02, 0.02, 0.02, 0.02].map((level) => ({
        value: level + 0.005 * gaussian(random),
        variance: 1e-6,
      }));
      const [step] = segmentLevels(made, [3], 0.1).steps;
      if (step!.low > Math.expm1(0.02) || step!.high < Math.expm1(0.02)) missed++;
    }
    // 400 expected, four standard deviations are 76.
    expect(Math.abs(missed - 400)).toBeLessThan(76);
  });
});
