import type { Policy, Verdict } from '../domain/verdict';
import { compareVariant } from './compare-variant';
import { conclude, inconclusive } from './conclude';
import { type Decision, decide } from './decide';
import { looksOf } from './policy';
import type { RoundStatistics } from './round-statistics';

/**
 * The verdict on a run that ended before the rule said so (interrupted, out of budget), or on recorded rounds: the
 * first look that decided, else what the last completed look lets one conclude, else inconclusive with what all
 * rounds show. Rounds after a look never make a verdict: whoever stops when the numbers please has no error rate.
 */
export function decideNow(
  rounds: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
): Decision & { readonly verdict: Verdict } {
  const looks = looksOf(policy).filter((look) => look <= rounds.length);
  for (const look of looks) {
    const { results, verdict } = decide(rounds.slice(0, look), policy, variantCount);
    if (verdict) return { results, verdict };
  }
  const last = looks.at(-1);
  if (last !== undefined) {
    const results = compareVariant(rounds.slice(0, last), policy, variantCount);
    const verdict = conclude(results, last, policy, variantCount);
    if (verdict.kind !== 'inconclusive') return { results, verdict };
  }
  const results = compareVariant(rounds, policy, variantCount);
  return { results, verdict: inconclusive(results, rounds.length, policy, variantCount) };
}
