import { mean, sampleStandardDeviation } from 'simple-statistics';
import { decideNow } from '../analysis/decide-now';
import { type RoundStatistics, roundStatistics } from '../analysis/round-statistics';
import type { Round } from '../domain/round';
import type { PerSide, Side } from '../domain/side';
import type { StatisticResult, Verdict } from '../domain/verdict';
import type { Manifest, VariantFailure } from '../results/manifest';

/** A scenario of a run, ready to be drawn in any form. */
export interface ScenarioReport {
  readonly manifest: Manifest;
  readonly variants: readonly VariantReport[];
}

/** One config, ready to be drawn. */
export interface VariantReport {
  readonly name: string;
  /** Wall time of one iteration; absent before the first round. */
  readonly time: PerSide<TimeSummary> | undefined;
  readonly results: readonly StatisticResult[];
  readonly verdict: Verdict;
  readonly rounds: number;
  readonly failure: VariantFailure | undefined;
}

/** Seconds of one iteration: mean and standard deviation over the rounds, each the median of its slices. */
export interface TimeSummary {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Judges the rounds of a scenario again, by the policy they were measured under.
 *
 * @param roundsOf the finished rounds of a config
 */
export function summarize(
  manifest: Manifest,
  roundsOf: (variant: string) => readonly Round[],
): ScenarioReport {
  const variants = manifest.variants.map((variant): VariantReport => {
    const statistics = roundsOf(variant.name).map(roundStatistics);
    const decision = decideNow(statistics, manifest.policy, manifest.variants.length);
    return {
      name: variant.name,
      time: statistics.length === 0 ? undefined : times(statistics),
      ...decision,
      rounds: statistics.length,
      failure: variant.failure,
    };
  });
  return { manifest, variants };
}

function times(statistics: readonly RoundStatistics[]): PerSide<TimeSummary> {
  const of = (side: Side): TimeSummary => {
    const seconds = statistics.map((round) => round.iteration[side]);
    return { mean: mean(seconds), deviation: seconds.length < 2 ? 0 : sampleStandardDeviation(seconds) };
  };
  return { baseline: of('baseline'), candidate: of('candidate') };
}
