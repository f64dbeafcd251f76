import type { Policy, StatisticResult, Verdict } from '../domain/verdict';
import { moreRounds } from './more-rounds';
import { improvement, movedStatistics, regression, settle } from './settle';

/**
 * The verdict when there will be no further look: what is proven, a small change too; an improvement even if another
 * statistic is still open; else inconclusive, with the rounds it lacks. Never "no change" for want of data.
 */
export function conclude(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
  variantCount: number,
): Verdict {
  return proven(results, rounds, policy) ?? inconclusive(results, rounds, policy, variantCount);
}

/** What the results prove when no others will come. */
export function proven(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
): Verdict | undefined {
  const settled = settle(results, rounds, policy);
  if (settled) return settled;
  const { slower, faster } = movedStatistics(results);
  if (slower.length > 0) return regression(slower, rounds, policy);
  return faster.length > 0 ? improvement(faster, rounds) : undefined;
}

/** No verdict, whatever the intervals say: too few rounds, or room for more than one answer. */
export function inconclusive(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
  variantCount: number,
): Verdict {
  const more = moreRounds(results, rounds, policy, variantCount);
  return { kind: 'inconclusive', moved: [], rounds, ...(more !== undefined && { moreRounds: more }) };
}
