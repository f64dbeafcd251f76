import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { StatisticName } from '../domain/verdict';
import type { LogMean } from './log-mean';
import type { RoundStatistics } from './round-statistics';
import { statisticValues } from './statistic-values';
import { dropped, trimmedMean, winsorized } from './trimmed-mean';

/**
 * From so many rounds on a tenth of them is dropped at each end. In two or three of a hundred, one side's process is slower by
 * a tenth or more for as long as it lives; a tenth is enough to be rid of those, and little enough to hide little. Of
 * fewer rounds each is needed more: dropping them costs degrees of freedom.
 */
const [TRIMMED_FROM, SHARE] = [26, 0.1];

/** What the rounds say of a statistic together. */
export interface RoundMean extends LogMean {
  /** How much a round deviates, as far as it counts: the standard error times the root of the number of rounds. */
  readonly deviation: number;
  /**
   * A number for each round, whose scatter is that of the estimate: their standard deviation over the root of their number
   * is the standard error. Where nothing is dropped they are the round's own values.
   */
  readonly pseudoValues: readonly number[];
}

/**
 * The mean of a statistic over at least two rounds, hardly moved by rounds in which one side's process was unlike all
 * others; undefined where a round lacks the statistic.
 *
 * - `main-path` and `waiting`: the trimmed mean.
 * - `all-work`: the mean, less what trimming takes from the mean of the main path. A slow process is slow in both, and cancels;
 *   what is beside the main path counts in every round, since it may be rare.
 *
 * Rounds of equal sides are as wild to one side as to the other, so dropping as many at each end bends nothing. The standard
 * error is that of J. W. Tukey, D. H. McLaughlin, *Sankhyā A* 25 (1963): the winsorized deviation over the share that is
 * kept; for all work, that of the sum, so that what its two parts have in common is in it.
 */
export function roundMean(
  rounds: readonly RoundStatistics[],
  statistic: StatisticName,
): RoundMean | undefined {
  const values = statisticValues(rounds, statistic);
  if (values === undefined) return undefined;
  return summary(statistic === 'all-work' ? allWork(values, rounds) : trimmed(values), rounds.length);
}

function allWork(values: readonly number[], rounds: readonly RoundStatistics[]): Centre {
  // What is beside a main path that could not be measured is all there is.
  const mainPath = trimmedValues(rounds, 'all-work') ?? values.map(() => 0);
  const { centre, pseudoValues } = trimmed(mainPath);
  const beside = values.map((value, round) => value - mainPath[round]!);
  return {
    centre: centre + mean(beside),
    pseudoValues: pseudoValues.map((value, round) => value + beside[round]!),
  };
}

/** What is trimmed of a statistic, a number a round: of all work its main path. */
function trimmedValues(
  rounds: readonly RoundStatistics[],
  statistic: StatisticName,
): readonly number[] | undefined {
  return statisticValues(rounds, statistic === 'all-work' ? 'main-path' : statistic);
}

/** Indices of the rounds that hardly count: those that are dropped at either end. */
export function droppedRounds(
  rounds: readonly RoundStatistics[],
  statistic: StatisticName,
): ReadonlySet<number> {
  const values = trimmedValues(rounds, statistic) ?? [];
  const drop = dropped(values.length, shareOf(values.length));
  const order = values.map((_, round) => round).sort((one, other) => values[one]! - values[other]!);
  return new Set([...order.slice(0, drop), ...order.slice(order.length - drop)]);
}

/**
 * Degrees of freedom of the mean of so many rounds: those kept, less one, and less one for each that is dropped at an end.
 * Without the last, intervals of normal rounds miss the truth too often, so far out in the tails; with it 0.9 to 1.0 times as
 * often as they may (`tools/simulate-verdicts.mjs --only intervals`).
 */
export function degreesOfFreedom(rounds: number): number {
  return rounds - 3 * dropped(rounds, shareOf(rounds)) - 1;
}

function shareOf(rounds: number): number {
  return rounds < TRIMMED_FROM ? 0 : SHARE;
}

interface Centre {
  readonly centre: number;
  readonly pseudoValues: readonly number[];
}

function trimmed(values: readonly number[]): Centre {
  const share = shareOf(values.length);
  const kept = 1 - (2 * dropped(values.length, share)) / values.length;
  return {
    centre: trimmedMean(values, share),
    pseudoValues: winsorized(values, share).map((value) => value / kept),
  };
}

function summary({ centre, pseudoValues }: Centre, rounds: number): RoundMean {
  const deviation = sampleStandardDeviation([...pseudoValues]);
  return {
    mean: centre,
    deviation,
    standardError: deviation / Math.sqrt(rounds),
    degreesOfFreedom: degreesOfFreedom(rounds),
    pseudoValues,
  };
}
