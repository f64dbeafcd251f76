import { expect, test } from '@jest/globals';
import { logDifference } from './log-difference';
import { logInterval } from './log-interval';
import { logMean } from './log-mean';

const REFERENCE = [0.011, -0.004, 0.02, 0.007, 0.013, 0.002];
const CURRENT = [0.031, 0.018, 0.044, 0.026, 0.029, 0.035, 0.022, 0.04];

test('agrees with scipy.stats.ttest_ind, equal_var=False', () => {
  // r = ttest_ind(CURRENT, REFERENCE, equal_var=False); r.df; expm1 of r.confidence_interval(0.99); SciPy 1.17.1.
  const difference = logDifference(logMean(CURRENT), logMean(REFERENCE));
  const { change, low, high } = logInterval(difference, 0.01);
  expect(difference.degreesOfFreedom).toBeCloseTo(11.16043980383458, 10);
  expect(change).toBeCloseTo(0.02271242025915159, 12);
  expect(low).toBeCloseTo(0.008073495138259298, 12);
  expect(high).toBeCloseTo(0.03756392723020521, 12);
});

test('two equal runs have twice the variance and twice the degrees of freedom of one', () => {
  const one = logMean(REFERENCE);
  const { mean, standardError, degreesOfFreedom } = logDifference(one, one);
  expect(mean).toBe(0);
  expect(standardError).toBeCloseTo(one.standardError * Math.SQRT2, 15);
  expect(degreesOfFreedom).toBeCloseTo(2 * one.degreesOfFreedom, 12);
});
