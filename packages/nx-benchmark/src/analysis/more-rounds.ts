import type { Policy, StatisticResult } from '../domain/verdict';
import { alphaOfTest } from './compare-variant';
import { nextLook } from './policy';
import { tQuantile } from './t-quantile';

/**
 * How many more rounds would settle every tested statistic if estimate and spread stayed as they are; at least 1, and
 * enough to reach the next look. Undefined when nothing can be tested: more of the same would not help.
 */
export function moreRounds(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
  variantCount: number,
): number | undefined {
  const tested = results.filter((result) => result.tested);
  if (rounds >= 2 && tested.length === 0) return undefined;
  const tail = alphaOfTest(policy, variantCount, tested.length) / 2;
  const toLook = (nextLook(policy, rounds) ?? rounds + 1) - rounds;
  return Math.max(toLook, ...tested.map((result) => roundsToSettle(result, tail, policy) - rounds));
}

/** Beyond this, "more rounds" is no advice. */
const MOST = 1_000_000;

/** Fewest rounds n with t·s/√n short enough for the statistic to clear 0 or to fit inside the margin. */
function roundsToSettle({ change, deviation }: StatisticResult, tail: number, policy: Policy): number {
  const distance = Math.abs(Math.log1p(change));
  const goal = Math.max(distance, Math.log1p(policy.margin) - distance);
  const settles = (n: number) => (tQuantile(tail, n - 1) * deviation) / Math.sqrt(n) <= goal;

  let high = 2;
  while (high < MOST && !settles(high)) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (settles(middle)) high = middle;
    else low = middle;
  }
  return high;
}
