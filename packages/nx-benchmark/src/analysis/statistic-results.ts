import type { StatisticName, StatisticResult } from '../domain/verdict';
import { logInterval } from './log-interval';
import { roundMean } from './round-mean';
import type { RoundStatistics } from './round-statistics';
import { STATISTICS } from './statistic-values';

/**
 * What at least two rounds say of every statistic that all of them have, in the order reports name them.
 *
 * @param tested statistics that a verdict rests on
 * @param alpha error probability of each interval
 */
export function statisticResults(
  rounds: readonly RoundStatistics[],
  tested: readonly StatisticName[],
  alpha: number,
): readonly StatisticResult[] {
  return STATISTICS.flatMap((statistic): StatisticResult[] => {
    const summary = roundMean(rounds, statistic);
    if (summary === undefined) return [];
    const { deviation } = summary;
    return [{ statistic, tested: tested.includes(statistic), deviation, ...logInterval(summary, alpha) }];
  });
}
