import type { StatisticName } from '../domain/verdict';
import type { RoundStatistics } from './round-statistics';

/** Every statistic of rounds, in the order reports name them. */
export const STATISTICS: readonly StatisticName[] = ['main-path', 'all-work', 'waiting'];

/**
 * The value of a statistic in every round, or undefined when one round lacks it: which rounds lack it depends on what
 * they measured, so an average over the others could be bent.
 */
export function statisticValues(
  rounds: readonly RoundStatistics[],
  statistic: StatisticName,
): number[] | undefined {
  const values = rounds.map(FIELDS[statistic]).filter((value) => value !== undefined);
  return values.length === rounds.length ? values : undefined;
}

const FIELDS: Readonly<Record<StatisticName, (round: RoundStatistics) => number | undefined>> = {
  'main-path': (round) => round.mainPath,
  'all-work': (round) => round.allWork,
  waiting: (round) => round.waiting,
  // Of processes without rounds.
  sequential: () => undefined,
};
