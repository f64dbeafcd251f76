import type { Policy, StatisticResult, Verdict } from '../domain/verdict';
import { moreRounds } from './more-rounds';
import { settle } from './settle';

/**
 * The verdict when there will be no further look: what is proven; an improvement even if another statistic is still
 * open; else inconclusive, with the rounds it lacks. Never "no change" for want of data.
 */
export function conclude(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
  variantCount: number,
): Verdict {
  const settled = settle(results, rounds, policy);
  if (settled) return settled;
  const faster = results.filter((result) => result.tested && result.high < 0);
  if (faster.length > 0) {
    return { kind: 'improvement', moved: faster.map((result) => result.statistic), rounds };
  }
  return inconclusive(results, rounds, policy, variantCount);
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
