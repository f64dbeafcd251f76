import { type PerSide, SIDES } from '../domain/side';
import type { TraceProfile } from '../domain/trace-profile';
import { type JoinedFunctions, joinFunctions } from './join-functions';
import { sumTree, type Times, type TreeSums } from './sum-tree';
import { waitsFor } from './waits';

/** What moved between two traces. Seconds. */
export interface ProfileComparison {
  /** Every function of either trace, by name. */
  readonly functions: readonly FunctionChange[];
  /** Own time of all functions but those that wait. */
  readonly own: PerSide<number>;
  /** What the candidate lost, all together: the sum of every impact but those of functions that wait. */
  readonly lost: number;
  readonly joined: JoinedFunctions;
  readonly sums: PerSide<TreeSums>;
}

/** A function on both sides; one that a side never called has no calls and no time there. */
export interface FunctionChange {
  readonly name: string;
  /** What it waits for, if that is all it does. */
  readonly waitsFor?: string;
  readonly times: PerSide<Times>;
  /** Own time of a call, candidate less baseline. */
  readonly perCall: number;
  /**
   * What the candidate lost in the function's own body: calls × change per call. Where both sides did the same work
   * that is the candidate's own time less the baseline's, so calls that came on top are part of the loss, and the impacts
   * of all functions add up to the whole change. Else the number of calls says nothing, and only those of the candidate
   * count, each at what it costs more than in the baseline; a function that only one side has counts whole.
   */
  readonly impact: number;
  /** Fraction of all that was lost or won; absent for waits, and where next to nothing was. */
  readonly share?: number;
}

/** @param sameWork whether both sides ran the scenario the same number of times */
export function compareProfiles(profiles: PerSide<TraceProfile>, sameWork: boolean): ProfileComparison {
  const joined = joinFunctions(SIDES.map((side) => profiles[side]));
  const [baseline, candidate] = SIDES.map((side, at) =>
    sumTree(profiles[side].tree, joined.places[at]!, joined.labels.length),
  ) as [TreeSums, TreeSums];
  const changes = joined.labels.map((name, at): FunctionChange => {
    const times = { baseline: baseline.functions[at]!, candidate: candidate.functions[at]! };
    const waits = waitsFor(name);
    return {
      name,
      ...(waits === undefined ? {} : { waitsFor: waits }),
      times,
      perCall: ownPerCall(times.candidate) - ownPerCall(times.baseline),
      impact: impactOf(times, sameWork),
    };
  });
  const working = changes.filter((change) => change.waitsFor === undefined);
  const sum = (of: (change: FunctionChange) => number) =>
    working.reduce((total, change) => total + of(change), 0);
  const own = {
    baseline: sum(({ times }) => times.baseline.own),
    candidate: sum(({ times }) => times.candidate.own),
  };
  const lost = sum(({ impact }) => impact);
  return { functions: withShares(changes, lost, own), own, lost, joined, sums: { baseline, candidate } };
}

/** Seconds of its own body in a call. */
export function ownPerCall({ own, calls }: Times): number {
  return calls === 0 ? 0 : own / calls;
}

/** Seconds in a call and all that it called; of a recursive function in an outermost call. */
export function cumulativePerCall({ cumulative, primitiveCalls }: Times): number {
  return primitiveCalls === 0 ? 0 : cumulative / primitiveCalls;
}

function impactOf({ baseline, candidate }: PerSide<Times>, sameWork: boolean): number {
  const onOneSide = baseline.calls === 0 || candidate.calls === 0;
  if (sameWork || onOneSide) return candidate.own - baseline.own;
  return candidate.calls * (ownPerCall(candidate) - ownPerCall(baseline));
}

/** Shares of next to nothing would be large numbers that say nothing. */
const NEXT_TO_NOTHING = 0.005;

function withShares(
  changes: readonly FunctionChange[],
  lost: number,
  own: PerSide<number>,
): readonly FunctionChange[] {
  if (Math.abs(lost) <= NEXT_TO_NOTHING * Math.max(own.baseline, own.candidate)) return changes;
  return changes.map((change) =>
    change.waitsFor === undefined ? { ...change, share: change.impact / lost } : change,
  );
}
