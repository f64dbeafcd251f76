import { byCodeUnit } from './join-functions';
import type { NamedTimes } from './select-functions';
import type { EdgeTimes, Times, TreeSums } from './sum-tree';

/** A function, who called it, and what it called. */
export interface CallNeighbours extends NamedTimes {
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
}

/** Of a caller: the function's time when called by it. Of a callee: the callee's time when called by the function. */
export interface Neighbour extends NamedTimes {
  /** Fraction of the function's cumulative time. */
  readonly share: number;
}

/**
 * The functions whose name holds `part` (or, where none does, name and file), with what is around them in the call tree;
 * those with most time first.
 *
 * @param labels names of the functions that were summed over
 */
export function callNeighbours(
  { functions, edges }: TreeSums,
  labels: readonly string[],
  part: string,
): readonly CallNeighbours[] {
  const ofName = (label: string) => label.replace(/ \(.*\)$/s, '').includes(part);
  const fits = labels.some(ofName) ? ofName : (label: string) => label.includes(part);
  return labels
    .flatMap((name, at) => {
      const times = functions[at]!;
      if (times.calls === 0 || !fits(name)) return [];
      const around = (found: readonly EdgeTimes[], other: 'caller' | 'callee') =>
        found.map((edge) => neighbour(labels[edge[other]]!, edge, times)).sort(byTime);
      const callers = around(
        edges.filter(({ callee }) => callee === at),
        'caller',
      );
      const callees = around(
        edges.filter(({ caller }) => caller === at),
        'callee',
      );
      return [{ name, times, callers, callees }];
    })
    .sort(byTime);
}

function neighbour(
  name: string,
  { calls, primitiveCalls, own, cumulative }: EdgeTimes,
  whole: Times,
): Neighbour {
  const share = whole.cumulative === 0 ? 0 : cumulative / whole.cumulative;
  return { name, times: { calls, primitiveCalls, own, cumulative }, share };
}

function byTime(a: NamedTimes, b: NamedTimes): number {
  return b.times.cumulative - a.times.cumulative || byCodeUnit(a.name, b.name);
}
