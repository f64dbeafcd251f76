import { betweenVariance } from './between-variance';
import type { Measured } from './measured';
import { weightedMean } from './weighted-mean';

/**
 * How far apart the means of two groups are, in standard errors of their difference. Where the values differ by more than
 * they are known to err by, that spread counts: for values that are equally well known the statistic is then |t| of
 * Student's test for two samples, with two degrees of freedom less than values, and never larger than that.
 */
export function stepStatistic(before: readonly Measured[], after: readonly Measured[]): number {
  const between = betweenVariance([before, after]);
  const [first, second] = [weightedMean(before, between), weightedMean(after, between)];
  return Math.abs(second.mean - first.mean) / Math.sqrt(first.variance + second.variance);
}
