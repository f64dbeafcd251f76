import { mean } from 'simple-statistics';

/**
 * Mean of what is left when ⌊share·n⌋ values are dropped at each end: nearly as sharp as the mean on clean data and
 * blind to the few that something spoiled. `values` holds at least one number and is left as it is.
 *
 * 20 % as in Wilcox, *Introduction to Robust Estimation and Hypothesis Testing* (2012), §3.3.
 */
export function trimmedMean(values: readonly number[], share = 0.2): number {
  const drop = dropped(values.length, share);
  return mean(values.toSorted((a, b) => a - b).slice(drop, values.length - drop));
}

/** The values, in their order, where those that `trimmedMean` drops are as large as the nearest that it keeps. */
export function winsorized(values: readonly number[], share: number): number[] {
  const drop = dropped(values.length, share);
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[drop]!, sorted[values.length - 1 - drop]!];
  return values.map((value) => Math.min(Math.max(value, low), high));
}

/** How many of `count` values are dropped at each end. */
export function dropped(count: number, share: number): number {
  return Math.floor(share * count);
}
