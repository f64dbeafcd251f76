import type { FunctionChange, ProfileComparison } from './compare-profiles';
import { movers } from './select-functions';

/** So many functions say where to look; more are a table. */
const MOST = 3;
/** What explains less than this fraction of the loss is not worth a name. */
const LEAST_SHARE = 0.02;

/** Which functions a regression is in, those that lost most first. */
export interface MainMovers {
  /** None where the recorded calls lost nothing. */
  readonly functions: readonly FunctionChange[];
  /** Own time of the baseline, and what the candidate lost of it. Seconds. */
  readonly own: number;
  readonly lost: number;
}

/** @param waiting whether the regression is in the time waited, so that functions that wait may be its cause */
export function mainMovers(comparison: ProfileComparison, waiting: boolean): MainMovers {
  const { own, lost } = comparison;
  const all = movers(comparison, 'impact', { filter: '', minCalls: 0, top: Number.POSITIVE_INFINITY });
  const functions = all.slower
    .filter(({ waitsFor, share }) => (waitsFor === undefined ? (share ?? 0) >= LEAST_SHARE : waiting))
    .slice(0, MOST);
  return { functions: lost > 0 || waiting ? functions : [], own: own.baseline, lost };
}
