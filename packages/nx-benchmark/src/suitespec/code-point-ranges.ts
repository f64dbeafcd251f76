import type { CodePointRange } from './fnmatch-tokens';

/** The code points of a set, as ascending ranges that neither overlap nor touch. */
export function codePointsOf(set: {
  readonly negated: boolean;
  readonly ranges: readonly CodePointRange[];
}): readonly CodePointRange[] {
  const merged = merge(set.ranges);
  return set.negated ? complement(merged) : merged;
}

/** The part of `ranges` from `first` to `last`, both included. */
export function within(
  ranges: readonly CodePointRange[],
  first: number,
  last: number,
): readonly CodePointRange[] {
  return ranges
    .map(([from, to]): CodePointRange => [Math.max(from, first), Math.min(to, last)])
    .filter(([from, to]) => from <= to);
}

function merge(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const merged: CodePointRange[] = [];
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    const [from, to] = merged.at(-1) ?? [0, -2];
    if (first > to + 1) merged.push([first, last]);
    else merged[merged.length - 1] = [from, Math.max(to, last)];
  }
  return merged;
}

function complement(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const starts = [0, ...ranges.map(([, last]) => last + 1)];
  const ends = [...ranges.map(([first]) => first - 1), 0x10ffff];
  return starts.map((start, at): CodePointRange => [start, ends[at]!]).filter(([from, to]) => from <= to);
}
