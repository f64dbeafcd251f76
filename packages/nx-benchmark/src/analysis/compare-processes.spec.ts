import { describe, expect, test } from '@jest/globals';
import { compareProcesses, type ProcessValues } from './compare-processes';
import { defaultPolicy } from './policy';
import { gaussian, mulberry32 } from './testing/random';

const BASELINE = [
  [1.0, 1.02, 1.01],
  [0.98, 0.99, 1.0],
  [1.03, 1.02, 1.05],
  [1.0, 1.01, 1.0],
];
const CANDIDATE = [
  [1.1, 1.12],
  [1.09, 1.11],
  [1.14, 1.1],
  [1.08, 1.1],
  [1.15, 1.13],
  [1.1, 1.1],
];

describe('compareProcesses', () => {
  test('is Welch’s interval over the logarithms of the processes’ means', () => {
    // b, c = [log(mean(values)) ...]; scipy.stats.ttest_ind(c, b, equal_var=False).confidence_interval(0.99), then expm1.
    const { results, verdict } = compareProcesses(
      { baseline: BASELINE, candidate: CANDIDATE },
      defaultPolicy,
      1,
    );
    expect(results).toHaveLength(1);
    expect(results[0]!.change).toBeCloseTo(0.09993171562073015, 12);
    expect(results[0]!.low).toBeCloseTo(0.05571047597454671, 12);
    expect(results[0]!.high).toBeCloseTo(0.14600527944134217, 12);
    expect(verdict).toMatchObject({ kind: 'regression', level: 'blocking', moved: ['sequential'] });
  });

  test('shares the error budget of a scenario between its configs', () => {
    const sides = { baseline: BASELINE, candidate: CANDIDATE };
    const [alone] = compareProcesses(sides, defaultPolicy, 1).results;
    const [oneOfMany] = compareProcesses(sides, defaultPolicy, 50).results;
    expect(oneOfMany!.low).toBeLessThan(alone!.low);
    expect(oneOfMany!.change).toBe(alone!.change);
  });

  test.each([
    ['too few', { baseline: BASELINE.slice(0, 1), candidate: CANDIDATE }],
    ['none', { baseline: BASELINE, candidate: [] }],
    ['of a clock that stood still', { baseline: BASELINE, candidate: [[0, 0], ...CANDIDATE] }],
  ])('says nothing about processes that are %s', (_, sides) => {
    expect(compareProcesses(sides, defaultPolicy, 1)).toEqual({
      results: [],
      verdict: { kind: 'inconclusive', moved: [], rounds: 0 },
    });
  });

  test('calls equal sides different in at most one of a hundred, on a machine that does not drift', () => {
    const random = mulberry32(7);
    const side = (processes: number): ProcessValues =>
      Array.from({ length: processes }, () => {
        const own = 0.01 * gaussian(random);
        return Array.from({ length: 3 }, () => Math.exp(own + 0.002 * gaussian(random)));
      });
    let moved = 0;
    for (let run = 0; run < 2000; run++) {
      const { verdict } = compareProcesses({ baseline: side(20), candidate: side(12) }, defaultPolicy, 1);
      if (verdict.kind === 'regression' || verdict.kind === 'improvement') moved++;
    }
    expect(moved / 2000).toBeLessThanOrEqual(0.015);
  });
});
