import { describe, expect, test } from '@jest/globals';
import { stepStatistic } from './step-statistic';
import { BEFORE_THE_FALL, NILE } from './testing/nile';

const known = (values: readonly number[], variance: number) => values.map((value) => ({ value, variance }));

describe('stepStatistic', () => {
  test('of values that are as good as certain is t of two samples', () => {
    const [before, after] = [NILE.slice(0, BEFORE_THE_FALL), NILE.slice(BEFORE_THE_FALL)];
    // scipy.stats.ttest_ind(before, after), SciPy 1.17.1.
    expect(stepStatistic(known(before, 1e-12), known(after, 1e-12))).toBeCloseTo(8.713768956512657, 9);
  });

  test('of values that differ by less than they err is the distance over the error of the means', () => {
    const before = known([0.01, 0.011], 4e-4);
    const after = known([0.05, 0.049, 0.05, 0.051], 1e-4);
    // (0.05 - 0.0105) / sqrt(4e-4/2 + 1e-4/4)
    expect(stepStatistic(before, after)).toBeCloseTo(0.0395 / Math.sqrt(2.25e-4), 12);
  });

  test('is never larger than t of two samples', () => {
    const [before, after] = [NILE.slice(0, 40), NILE.slice(40)];
    const t = stepStatistic(known(before, 1e-12), known(after, 1e-12));
    for (const variance of [1, 1e3, 1e4, 1e5]) {
      expect(stepStatistic(known(before, variance), known(after, variance))).toBeLessThanOrEqual(t);
    }
  });

  test('does not care which side comes first', () => {
    const [one, other] = [known([1, 2, 4], 0.5), known([7, 9], 2)];
    expect(stepStatistic(one, other)).toBeCloseTo(stepStatistic(other, one), 12);
  });
});
