import type { Policy, StatisticResult } from '../domain/verdict';
import { alphaOfLook } from './alpha-of-look';
import { extendPolicy } from './extend-policy';
import { nextLook } from './policy';
import { degreesOfFreedom } from './round-mean';
import { tQuantile } from './t-quantile';

/**
 * How many more rounds would settle every tested statistic if estimate and spread stayed as they are; at least 1, and
 * enough to reach the next look. Past the last look they are an extension, with its share of the error. Undefined when
 * nothing can be tested: more of the same would not help.
 */
export function moreRounds(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
  variantCount: number,
): number | undefined {
  const tested = results.filter((result) => result.tested);
  if (rounds >= 2 && tested.length === 0) return undefined;
  const next = nextLook(policy, rounds);
  const tail = (n: number) => {
    const alpha =
      next === undefined
        ? alphaOfLook(extendPolicy(policy, rounds, n - rounds), variantCount, n)
        : alphaOfLook(policy, variantCount, next);
    return alpha / tested.length / 2;
  };
  // The more rounds an extension has, the more looks share its error, and the more rounds it takes: from below, until
  // both agree.
  for (let n = next ?? rounds + 1; ; ) {
    const enough = Math.max(n, ...tested.map((result) => roundsToSettle(result, tail(n), policy)));
    if (enough === n || n >= MOST) return n - rounds;
    n = enough;
  }
}

/** Beyond this, "more rounds" is no advice. */
const MOST = 1_000_000;

/** Fewest rounds n with t·s/√n short enough for the statistic to clear 0 or to fit inside the margin. */
function roundsToSettle({ change, deviation }: StatisticResult, tail: number, policy: Policy): number {
  const distance = Math.abs(Math.log1p(change));
  const goal = Math.max(distance, Math.log1p(policy.margin) - distance);
  const settles = (n: number) => (tQuantile(tail, degreesOfFreedom(n)) * deviation) / Math.sqrt(n) <= goal;

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
