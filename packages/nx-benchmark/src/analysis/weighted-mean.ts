import type { Measured } from './measured';

/** A mean and the square of its standard error. */
export interface WeightedMean {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean of at least one value, each weighted by how well it is known.
 *
 * @param between variance that every value has besides its own
 */
export function weightedMean(values: readonly Measured[], between: number): WeightedMean {
  let [weights, total] = [0, 0];
  for (const { value, variance } of values) {
    const weight = 1 / (variance + between);
    weights += weight;
    total += weight * value;
  }
  return { mean: total / weights, variance: 1 / weights };
}
