import { describe, expect, test } from '@jest/globals';
import type { StatisticResult } from '../domain/verdict';
import { extendPolicy } from './extend-policy';
import { moreRounds } from './more-rounds';
import { defaultPolicy } from './policy';

const wide = (change: number, deviation: number, tested = true): StatisticResult => {
  return { statistic: 'main-path', tested, change, low: -1, high: 1, deviation };
};

describe('moreRounds', () => {
  test('leads to the fewest rounds whose interval is short enough', () => {
    // Smallest n with scipy.stats.t.isf(0.01/24, f(n))·s/√n ≤ goal, f(n) = n - 1, less 3⌊n/10⌋ from 26 on; SciPy 1.17.1.
    expect(moreRounds([wide(Math.expm1(0.03), 0.02)], 6, defaultPolicy, 1)).toBe(11 - 6);
  });

  test('past the last look they spend the error of an extension', () => {
    // The same with isf(0.005/2/k, f(n)), k = max(1, round(ln(n/80)/ln 1.25)) looks; then with 0.0025 from 105 on.
    expect(moreRounds([wide(0, 0.07)], 80, defaultPolicy, 1)).toBe(105 - 80);
    expect(moreRounds([wide(0.01, 0.05)], 80, defaultPolicy, 1)).toBe(291 - 80);
    const extended = extendPolicy(defaultPolicy, 80, 25);
    expect(moreRounds([wide(0, 0.07)], 105, extended, 1)).toBe(122 - 105);
  });

  test('an estimate halfway to the margin is the hardest to settle', () => {
    const more = (change: number) => moreRounds([wide(change, 0.07)], 80, defaultPolicy, 1)!;
    expect(more(0.01)).toBeGreaterThan(3 * more(0));
    expect(more(0.01)).toBeGreaterThan(3 * more(0.02));
    expect(more(0.05)).toBe(1);
  });

  test('counts the statistic that needs most', () => {
    const one = moreRounds([wide(0, 0.01), wide(0, 0.08)], 80, defaultPolicy, 1)!;
    const two = moreRounds([wide(0, 0.08), wide(0, 0.08)], 80, defaultPolicy, 1)!;
    expect(one).toBe(two);
  });

  test('reaches at least the next look', () => {
    expect(moreRounds([], 0, defaultPolicy, 1)).toBe(6);
    expect(moreRounds([wide(0, 0.001)], 7, defaultPolicy, 1)).toBe(1);
    expect(moreRounds([wide(0, 0.001)], 10, defaultPolicy, 1)).toBe(3);
  });

  test('promises nothing where nothing can be tested', () => {
    expect(moreRounds([], 10, defaultPolicy, 1)).toBeUndefined();
    expect(moreRounds([wide(0, 0.01, false)], 10, defaultPolicy, 1)).toBeUndefined();
  });

  test('is finite for rounds without any common measure', () => {
    expect(moreRounds([wide(0, 1e6)], 80, defaultPolicy, 1)).toBeLessThan(2e6);
  });
});
