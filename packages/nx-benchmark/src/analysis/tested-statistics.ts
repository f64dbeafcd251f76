import { median } from 'simple-statistics';
import type { StatisticName } from '../domain/verdict';
import type { RoundStatistics } from './round-statistics';
import { statisticValues } from './statistic-values';

/** From this share of CPU per wall time on, a scenario computes; below, it waits. */
export const CPU_BOUND = 0.9;

/**
 * The statistics a verdict rests on, for at least one round: those that ought to be tested, less what could not be
 * measured in every round.
 */
export function testedStatistics(rounds: readonly RoundStatistics[]): readonly StatisticName[] {
  return wantedStatistics(rounds).filter((statistic) => statisticValues(rounds, statistic) !== undefined);
}

/**
 * What ought to be tested: work that computes by its CPU, the typical iteration and everything beside it; work that
 * waits by the clock on the wall and, because a wall that mostly waits hardly shows the code, by its CPU too.
 */
export function wantedStatistics(rounds: readonly RoundStatistics[]): readonly StatisticName[] {
  const computes = median(rounds.map((round) => round.cpuShare)) >= CPU_BOUND;
  return computes ? ['main-path', 'all-work'] : ['main-path', 'waiting'];
}
