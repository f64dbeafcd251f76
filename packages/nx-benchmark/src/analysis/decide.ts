import type { Policy, StatisticResult, Verdict } from '../domain/verdict';
import { compareVariant } from './compare-variant';
import { conclude } from './conclude';
import { looksOf, nextLook } from './policy';
import type { RoundStatistics } from './round-statistics';
import { settle } from './settle';

/** What is known of a variant, and the verdict if it may be given. */
export interface Decision {
  /** Every statistic that could be measured, tested or not; empty before the second round. */
  readonly results: readonly StatisticResult[];
  /** Undefined: go on to the next look. */
  readonly verdict: Verdict | undefined;
}

/**
 * The group-sequential rule: only at a look of the policy, and only on proof, is there a verdict; the last look gives
 * one in any case. Call it after every round with all rounds so far.
 *
 * @param timeIsUp whether this is the last look, be there others or not
 *
 * Few looks with a fixed share of the error each, instead of a peek after every round: Pocock, *Group Sequential
 * Methods*, Biometrika 64 (1977).
 */
export function decide(
  rounds: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
  timeIsUp = false,
): Decision {
  const results = compareVariant(rounds, policy, variantCount);
  if (!looksOf(policy).includes(rounds.length)) return { results, verdict: undefined };

  const last = timeIsUp || nextLook(policy, rounds.length) === undefined;
  const final = last || !results.some((result) => result.tested);
  const verdict = final
    ? conclude(results, rounds.length, policy, variantCount)
    : settle(results, rounds.length, policy);
  return { results, verdict };
}
