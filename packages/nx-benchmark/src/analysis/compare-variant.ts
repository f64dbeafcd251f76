import type { Policy, StatisticResult } from '../domain/verdict';
import { alphaOfLook } from './alpha-of-look';
import type { RoundStatistics } from './round-statistics';
import { statisticResults } from './statistic-results';
import { testedStatistics } from './tested-statistics';

/**
 * Every statistic that all rounds so far have, with its interval; none before the second round.
 *
 * The variant's error budget is split evenly over the looks and the tested statistics (Bonferroni), so all tested
 * intervals of all looks hold the truth together with probability 1 − budget, however the statistics depend on each
 * other. Those merely shown use the same level.
 */
export function compareVariant(
  rounds: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
): readonly StatisticResult[] {
  if (rounds.length < 2) return [];
  const tested = testedStatistics(rounds);
  const alpha = alphaOfLook(policy, variantCount, rounds.length) / Math.max(1, tested.length);
  return statisticResults(rounds, tested, alpha);
}
