import { sum } from 'simple-statistics';
import type { Measured } from './measured';
import { weightedMean } from './weighted-mean';

/** Far more steps than it takes: each about doubles the digits that are right. */
const MOST_STEPS = 100;

/**
 * The variance that values differ by beyond what each is known to err by, in groups of one true value each; 0 where
 * their own variances explain all. Runs of one and the same build differ by more than their rounds show: memory lies
 * elsewhere, the machine has another day.
 *
 * It is the one that makes the squared distances from the means, each over its variance, as large as they should be, one
 * for each degree of freedom: R. C. Paule, J. Mandel, *Consensus Values and Weighting Factors*, J. Res. NBS 87 (1982).
 */
export function betweenVariance(groups: readonly (readonly Measured[])[]): number {
  const freedom = sum(groups.map((values) => values.length - 1));
  if (freedom === 0) return 0;
  let between = lowerBound(groups, freedom);
  // The distances are a convex, falling function of it, so Newton's method comes from below and never goes too far.
  for (let step = 0; step < MOST_STEPS; step++) {
    const { squares, slope } = distances(groups, between);
    if (squares <= freedom * (1 + 1e-9)) break;
    between += (squares - freedom) / slope;
  }
  return between;
}

/** What it would be if all values were as badly known as the worst. */
function lowerBound(groups: readonly (readonly Measured[])[], freedom: number): number {
  let [squares, worst] = [0, 0];
  for (const values of groups) {
    const centre = meanOf(values);
    for (const { value, variance } of values) {
      squares += (value - centre) ** 2;
      worst = Math.max(worst, variance);
    }
  }
  return Math.max(0, squares / freedom - worst);
}

function meanOf(values: readonly Measured[]): number {
  let total = 0;
  for (const { value } of values) total += value;
  return total / values.length;
}

/** Sum of the squared distances over their variances, and how fast it falls with `between`. */
function distances(groups: readonly (readonly Measured[])[], between: number) {
  let [squares, slope] = [0, 0];
  for (const values of groups) {
    const centre = weightedMean(values, between).mean;
    for (const { value, variance } of values) {
      const distance = value - centre;
      squares += distance ** 2 / (variance + between);
      slope += (distance / (variance + between)) ** 2;
    }
  }
  return { squares, slope };
}
