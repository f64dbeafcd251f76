import type { TraceProfile } from '../domain/trace-profile';
import { mergeSpellings } from './merge-spellings';
import { orderTree } from './order-tree';
import type { TraceTree } from './trace-engine';

const MICROSECONDS = 1e6;

/**
 * The profile of a tree, in seconds. Functions are in the order of their names and nodes in that of their paths, so that
 * the same calls give the same profile, in whatever order and spelling a trace has them.
 */
export function addUp(raw: TraceTree): Omit<TraceProfile, 'cautions'> {
  const { names, functions, parents, calls, cumulative } = orderTree(mergeSpellings(raw));
  return {
    names,
    tree: {
      functions,
      parents,
      calls,
      own: inSeconds(ownTimes(parents, cumulative)),
      cumulative: inSeconds(cumulative),
    },
    events: calls.reduce((sum, count) => sum + count, 0),
    processes: new Set(raw.threads.map(({ process }) => process)).size,
    threads: raw.threads.length,
  };
}

/** Of each node what its children do not account for. The noise of durations may leave less than nothing: that is 0. */
function ownTimes(parents: Int32Array, cumulative: Float64Array): Float64Array {
  const own = cumulative.slice();
  for (let node = 0; node < parents.length; node++) {
    if (parents[node]! >= 0) own[parents[node]!]! -= cumulative[node]!;
  }
  return own.map((time) => Math.max(0, time));
}

function inSeconds(microseconds: Float64Array): Float64Array {
  return microseconds.map((time) => time / MICROSECONDS);
}
