import type { Estimate } from '../domain/verdict';
import { betweenVariance } from './between-variance';
import { logInterval } from './log-interval';
import type { Measured } from './measured';
import type { Window } from './seeded-windows';
import { type WeightedMean, weightedMean } from './weighted-mean';

/** A stretch of a series on one level. */
export interface Segment extends Window {
  readonly level: Estimate;
}

/** A series as levels and the steps between them, one fewer. */
export interface SegmentLevels {
  readonly segments: readonly Segment[];
  readonly steps: readonly Estimate[];
}

/**
 * The level of a series before, between and after its changes, and the size of each step, with t intervals. The variance
 * between runs is one for all segments: they come from the same machine.
 *
 * @param values at least two more than changes
 * @param changes indices of the first values after each change, in order
 * @param alpha error probability of each interval
 */
export function segmentLevels(
  values: readonly Measured[],
  changes: readonly number[],
  alpha: number,
): SegmentLevels {
  const windows = [0, ...changes].map((start, at) => ({ start, end: changes[at] ?? values.length }));
  const groups = windows.map(({ start, end }) => values.slice(start, end));
  const between = betweenVariance(groups);
  const means = groups.map((group) => weightedMean(group, between));
  const degreesOfFreedom = values.length - groups.length;
  const estimate = ({ mean, variance }: WeightedMean) =>
    logInterval({ mean, standardError: Math.sqrt(variance), degreesOfFreedom }, alpha);
  return {
    segments: windows.map((window, at) => ({ ...window, level: estimate(means[at]!) })),
    steps: means.slice(1).map((after, at) => {
      const before = means[at]!;
      return estimate({ mean: after.mean - before.mean, variance: before.variance + after.variance });
    }),
  };
}
