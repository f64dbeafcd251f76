import type { Policy, StatisticResult } from '../domain/verdict';
import { alphaOfLook } from './alpha-of-look';
import { degreesOfFreedom } from './round-mean';
import { tQuantile } from './t-quantile';

/** Standard normal quantile of 95 %: so often each of the two conditions is met. */
const POWER = 1.645;

/**
 * The smallest slowdown, as a fraction, that the look after `rounds` rounds calls a regression nine times in ten or more,
 * if rounds are as wild as they were; of the statistic that is the wildest. Undefined where nothing is tested.
 *
 * Its interval has to lie above 0, and its estimate to be half the margin. The test statistic of a true change has a
 * noncentral t distribution, here by its normal approximation: N. L. Johnson, B. L. Welch, *Applications of the Non-Central
 * t-Distribution*, Biometrika 31 (1940).
 */
export function smallestChange(
  results: readonly Pick<StatisticResult, 'tested' | 'deviation'>[],
  rounds: number,
  policy: Policy,
  variantCount: number,
): number | undefined {
  const tested = results.filter((result) => result.tested);
  if (tested.length === 0 || rounds < 2) return undefined;
  const freedom = degreesOfFreedom(rounds);
  const critical = tQuantile(alphaOfLook(policy, variantCount, rounds) / tested.length / 2, freedom);
  const distance = critical * (1 - 1 / (4 * freedom)) + POWER * Math.sqrt(1 + critical ** 2 / (2 * freedom));
  const error = Math.max(...tested.map((result) => result.deviation)) / Math.sqrt(rounds);
  return Math.expm1(Math.max(distance * error, Math.log1p(policy.margin / 2) + POWER * error));
}
