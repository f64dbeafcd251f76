import { type FunctionChange, ownPerCall, type ProfileComparison } from './compare-profiles';
import { byCodeUnit } from './join-functions';
import type { SortKey } from './sort-key';
import type { Times } from './sum-tree';

/** Which functions are shown, and how many. It hides and changes nothing: what was summed stays as it is. */
export interface FunctionFilter {
  /** Part of the name or of the file; empty for all. */
  readonly filter: string;
  /** Hides what was called less often on both sides. */
  readonly minCalls: number;
  readonly top: number;
}

/** What the candidate lost and won most, each by its size. */
export interface Movers {
  readonly slower: readonly FunctionChange[];
  readonly faster: readonly FunctionChange[];
}

/** The functions of a comparison that changed most, by the change of what `key` names. */
export function movers(comparison: ProfileComparison, key: SortKey, shown: FunctionFilter): Movers {
  const ranked = comparison.functions
    .filter(({ name, times }) => isShown(name, [times.baseline, times.candidate], shown))
    .map((change) => ({ change, by: changeOf(change, key) }));
  const best = (sign: 1 | -1) =>
    ranked
      .filter(({ by }) => by * sign > 0)
      .sort((a, b) => (b.by - a.by) * sign || byCodeUnit(a.change.name, b.change.name))
      .slice(0, shown.top)
      .map(({ change }) => change);
  return { slower: best(1), faster: best(-1) };
}

/** A function of one trace. */
export interface NamedTimes {
  readonly name: string;
  readonly times: Times;
}

/** The functions of one trace that have most of what `key` names. */
export function topFunctions(
  functions: readonly NamedTimes[],
  key: Exclude<SortKey, 'impact'>,
  shown: FunctionFilter,
): readonly NamedTimes[] {
  return functions
    .filter(({ name, times }) => isShown(name, [times], shown))
    .sort((a, b) => VALUES[key](b.times) - VALUES[key](a.times) || byCodeUnit(a.name, b.name))
    .slice(0, shown.top);
}

const VALUES: Readonly<Record<Exclude<SortKey, 'impact'>, (times: Times) => number>> = {
  tottime: ({ own }) => own,
  cumtime: ({ cumulative }) => cumulative,
  ncalls: ({ calls }) => calls,
  percall: ownPerCall,
};

function isShown(name: string, times: readonly Times[], { filter, minCalls }: FunctionFilter): boolean {
  const mostCalls = Math.max(...times.map(({ calls }) => calls));
  return mostCalls > 0 && mostCalls >= minCalls && name.includes(filter);
}

function changeOf(change: FunctionChange, key: SortKey): number {
  if (key === 'impact') return change.impact;
  return VALUES[key](change.times.candidate) - VALUES[key](change.times.baseline);
}
