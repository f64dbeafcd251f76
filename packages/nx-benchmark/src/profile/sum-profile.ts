import type { TraceProfile } from '../domain/trace-profile';
import { type JoinedFunctions, joinFunctions } from './join-functions';
import type { NamedTimes } from './select-functions';
import { sumTree, type TreeSums } from './sum-tree';

/** One trace by itself: its functions under their short names, each once. */
export interface SummedProfile extends Pick<JoinedFunctions, 'labels' | 'names'> {
  readonly sums: TreeSums;
  readonly functions: readonly NamedTimes[];
}

/** Adds up one trace. */
export function sumProfile(profile: TraceProfile): SummedProfile {
  const { labels, names, places } = joinFunctions([profile]);
  const sums = sumTree(profile.tree, places[0]!, labels.length);
  const functions = labels.map((name, at) => ({ name, times: sums.functions[at]! }));
  return { labels, names, sums, functions };
}
