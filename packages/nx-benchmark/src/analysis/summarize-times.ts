import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { PerSide, Side } from '../domain/side';
import type { TimeSummary } from '../domain/time-summary';
import type { RoundStatistics } from './round-statistics';

/** What an iteration of either side takes, over at least one round. */
export function summarizeTimes(rounds: readonly RoundStatistics[]): PerSide<TimeSummary> {
  const of = (side: Side) => summarizeSeconds(rounds.map(({ iteration }) => iteration[side]));
  return { baseline: of('baseline'), candidate: of('candidate') };
}

/** The same of at least one time; one alone has no deviation. */
export function summarizeSeconds(seconds: readonly number[]): TimeSummary {
  return { mean: mean(seconds), deviation: seconds.length < 2 ? 0 : sampleStandardDeviation(seconds) };
}
