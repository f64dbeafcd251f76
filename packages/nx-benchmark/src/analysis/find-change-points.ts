import { sum } from 'simple-statistics';
import type { Measured } from './measured';
import { seededWindows, type Window } from './seeded-windows';
import { stepStatistic } from './step-statistic';
import { tQuantile } from './t-quantile';

/** In fewer values no change of a likely size could be told from chance. */
export const FEWEST_VALUES = 6;

/** Wider windows would find only steps that are small against the scatter of single values. */
const LONGEST_WINDOW = 200;

/** On either side of a change: a single value that stands out is no new level. */
const FEWEST_A_SIDE = 2;

/** Where a window differs most, and by how much. */
interface Split extends Window {
  /** First value after the step. */
  readonly at: number;
  readonly statistic: number;
}

/**
 * The places where the level of a series changes: indices of the first values after, in order. A series without a change
 * has one with probability `alpha` at most where all values are known equally well, and up to half as much again where they
 * are not (`tools/simulate-change-points.mjs`).
 *
 * Every split of every window is tested, each with its even share of `alpha` (Bonferroni). Of the windows that hold a
 * change the narrowest counts first, since it most likely holds no other; then those on either side of it: R. Baranowski,
 * Y. Chen, P. Fryzlewicz, *Narrowest-over-threshold detection*, JRSS B 81 (2019). In the end each change is placed within
 * its window, by all values up to its neighbours.
 */
export function findChangePoints(values: readonly Measured[], alpha: number): readonly number[] {
  const windows = seededWindows(values.length, FEWEST_VALUES, LONGEST_WINDOW);
  const tests = sum(windows.map((window) => splitsOf(window).length));
  const threshold = thresholds(alpha / tests / 2);
  const found = windows
    .map((window) => bestSplit(values, window, splitsOf(window)))
    .filter(({ start, end, statistic }) => statistic > threshold(end - start - 2));
  return placed(
    values,
    narrowestFirst(found).toSorted((a, b) => a.at - b.at),
  );
}

/** Each change where its two sides differ most, up to its neighbours. */
function placed(values: readonly Measured[], changes: readonly Split[]): readonly number[] {
  const places: number[] = [];
  for (const [index, change] of changes.entries()) {
    const around = { start: places.at(-1) ?? 0, end: changes[index + 1]?.at ?? values.length };
    const inWindow = new Set(splitsOf(change));
    const splits = splitsOf(around).filter((at) => inWindow.has(at));
    places.push(bestSplit(values, around, splits).at);
  }
  return places;
}

/** Critical values by degrees of freedom. */
function thresholds(tail: number): (df: number) => number {
  const known = new Map<number, number>();
  return (df) => {
    const value = known.get(df) ?? tQuantile(tail, df);
    known.set(df, value);
    return value;
  };
}

function splitsOf({ start, end }: Window): readonly number[] {
  const first = start + FEWEST_A_SIDE;
  return Array.from({ length: Math.max(0, end - FEWEST_A_SIDE - first + 1) }, (_, at) => first + at);
}

function bestSplit(values: readonly Measured[], { start, end }: Window, splits: readonly number[]): Split {
  return splits
    .map((at) => ({
      start,
      end,
      at,
      statistic: stepStatistic(values.slice(start, at), values.slice(at, end)),
    }))
    .reduce((best, one) => (one.statistic > best.statistic ? one : best));
}

function narrowestFirst(found: readonly Split[]): readonly Split[] {
  const width = ({ start, end }: Split) => end - start;
  const [first, ...others] = found.toSorted((a, b) => width(a) - width(b) || b.statistic - a.statistic);
  if (first === undefined) return [];
  const apart = others.filter(({ start, end }) => end <= first.at || start >= first.at);
  return [first, ...narrowestFirst(apart)];
}
