import type { StatisticResult } from '../domain/verdict';
import { degreesOfFreedom } from './round-mean';

/** A log ratio that a whole run came to, and how well the run knows it. */
export interface Measured {
  readonly value: number;
  /** Square of its standard error; above 0. */
  readonly variance: number;
}

/** From fewer rounds their spread, and with it the variance, is hardly known. */
export const FEWEST_ROUNDS = 6;

/** No run is known to a millionth, however equal its rounds are. */
const LEAST_VARIANCE = 1e-12;

/**
 * What the rounds of a run say of a statistic; undefined where they are fewer than six, or say no finite number.
 *
 * The variance is that of Student's t with the degrees of freedom of the rounds, df/(df − 2) times the squared standard
 * error: a spread that six rounds showed counts for less than one that forty did.
 */
export function measuredByRounds(
  { change, deviation }: Pick<StatisticResult, 'change' | 'deviation'>,
  rounds: number,
): Measured | undefined {
  const df = degreesOfFreedom(rounds);
  const value = Math.log1p(change);
  const variance = Math.max((deviation ** 2 / rounds) * (df / (df - 2)), LEAST_VARIANCE);
  return rounds >= FEWEST_ROUNDS && Number.isFinite(value + variance) ? { value, variance } : undefined;
}
