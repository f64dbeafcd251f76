import { describe, expect, it } from '@jest/globals';
import { compareMemory } from './compare-memory';
import { defaultPolicy } from './policy';
import { gaussian, mulberry32 } from './testing/random';

const MB = 1024 ** 2;
const round = (baseline: number, candidate: number) => ({ maxRss: { baseline, candidate } });

/** Rounds whose two sizes each scatter by 1.5 %, in whole pages. */
const simulated = (change: number, count: number, random: () => number) => {
  const size = (mean: number) => 4096 * Math.round((mean * Math.exp(0.015 * gaussian(random))) / 4096);
  return Array.from({ length: count }, () => round(size(45 * MB), size(45 * MB * (1 + change))));
};

describe('compareMemory', () => {
  it('has the t interval of the mean log ratio, at 99 %', () => {
    // Python: r = [log(x) for x in (1.06, 1.07, 1.08, 1.07, 1.06, 1.08)]; t = 4.0321429835552278 (5 df, scipy)
    // m = mean(r); h = t * stdev(r) / sqrt(6); [expm1(m), expm1(m - h), expm1(m + h)]
    const ratios = [1.06, 1.07, 1.08, 1.07, 1.06, 1.08];
    const { estimate, bytes, level } = compareMemory(
      ratios.map((ratio) => round(100 * MB, ratio * 100 * MB)),
      defaultPolicy,
    )!;
    expect(estimate!.change).toBeCloseTo(0.06996884644498333, 12);
    expect(estimate!.low).toBeCloseTo(0.05534632609797207, 10);
    expect(estimate!.high).toBeCloseTo(0.08479397146878284, 10);
    expect(bytes).toEqual({ baseline: 100 * MB, candidate: 1.07 * 100 * MB });
    expect(level).toBe('regression');
  });

  it.each([
    [0.049, undefined],
    [0.051, 'regression'],
    [0.099, 'regression'],
    [0.101, 'blocking'],
    [-0.2, undefined],
  ])('calls a sure change of %d: %s', (change, level) => {
    const rounds = Array.from({ length: 6 }, () => round(1e9, 1e9 * (1 + change)));
    expect(compareMemory(rounds, defaultPolicy)!.level).toBe(level);
  });

  it('calls nothing that is as large as it is unsure', () => {
    const rounds = [1, 1, 1, 1, 1, 2].map((ratio) => round(MB, ratio * MB));
    const { estimate, level } = compareMemory(rounds, defaultPolicy)!;
    expect(estimate!.change).toBeGreaterThan(0.05);
    expect(level).toBeUndefined();
  });

  it('judges nothing under a policy that says nothing of memory', () => {
    const { memory: _, ...silent } = defaultPolicy;
    const rounds = Array.from({ length: 6 }, () => round(MB, 2 * MB));
    const { estimate, level } = compareMemory(rounds, silent)!;
    expect(estimate!.change).toBeCloseTo(1);
    expect(level).toBeUndefined();
  });

  it('has no interval before the sixth round, and nothing where a size is missing', () => {
    const rounds = Array.from({ length: 5 }, () => round(MB, 2 * MB));
    expect(compareMemory(rounds, defaultPolicy)).toEqual({ bytes: { baseline: MB, candidate: 2 * MB } });
    expect(compareMemory([], defaultPolicy)).toBeUndefined();
    expect(compareMemory([...rounds, round(0, MB)], defaultPolicy)).toBeUndefined();
  });

  it('holds the truth in 99 of 100 intervals, and rarely calls what is no change', () => {
    const random = mulberry32(7);
    const runs = 4000;
    let [held, called] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const { estimate, level } = compareMemory(simulated(0, 6, random), defaultPolicy)!;
      if (estimate!.low <= 0 && 0 <= estimate!.high) held++;
      if (level !== undefined) called++;
    }
    // Three standard errors of a rate of 1 % in 4,000 are 0.47 points.
    expect(held / runs).toBeGreaterThan(0.9853);
    expect(held / runs).toBeLessThan(0.9947);
    expect(called).toBe(0);
  });
});
