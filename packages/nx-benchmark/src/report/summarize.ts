import { mean } from 'simple-statistics';
import { compareMemory } from '../analysis/compare-memory';
import { confirm } from '../analysis/confirm';
import { decideNow } from '../analysis/decide-now';
import { type RoundStatistics, roundStatistics } from '../analysis/round-statistics';
import { scenarioGeomean } from '../analysis/scenario-geomean';
import { summarizeTimes } from '../analysis/summarize-times';
import type { InstructionComparison } from '../domain/instruction-comparison';
import type { MemoryComparison } from '../domain/memory-comparison';
import type { Round, RoundPart } from '../domain/round';
import type { PerSide, Side } from '../domain/side';
import type { TimeSummary } from '../domain/time-summary';
import type { Estimate, StatisticResult, Verdict } from '../domain/verdict';
import type { MainMovers } from '../profile/main-movers';
import type { ExtensionRecord, Manifest, VariantFailure } from '../results/manifest';
import { policyOfRecord } from '../results/policy-of-record';
import { variantFacts } from './variant-facts';

/** A scenario of a run, ready to be drawn in any form. */
export interface ScenarioReport {
  readonly manifest: Manifest;
  readonly variants: readonly VariantReport[];
  /** Geometric mean of the main path's change over the configs; absent for fewer than two, or where one lacks it. */
  readonly geomean: Estimate | undefined;
  /** There was no manifest: nobody knows which versions these are, on which engine, by which rule. */
  readonly recovered?: true;
}

/** One config, ready to be drawn. */
export interface VariantReport {
  readonly name: string;
  /** Wall time of one iteration; absent before the first round, and where a side is missing. */
  readonly time: PerSide<TimeSummary> | undefined;
  /** The side that is there, where the other is missing. */
  readonly single?: { readonly side: Side; readonly time: TimeSummary };
  readonly results: readonly StatisticResult[];
  /** Absent before the first round. */
  readonly memory?: MemoryComparison;
  /** Only where they were counted. */
  readonly instructions?: InstructionComparison;
  /** Functions that a regression is in; only where both sides of it were recorded. */
  readonly movers?: MainMovers;
  readonly verdict: Verdict;
  readonly rounds: number;
  /** How many it rests on, where there are no rounds but pyperf's files alone. */
  readonly processes?: PerSide<number>;
  readonly failure: VariantFailure | undefined;
  /** Fresh rounds that checked a regression. */
  readonly roundsAgain?: number;
  /** Wall seconds of a round, process starts included. */
  readonly secondsPerRound?: number;
  /** Whether every look that its rule foresees was taken. */
  readonly atLastLook?: boolean;
  /** What it may err by, as a probability: in the run, and in each extension. */
  readonly spent?: { readonly run: number; readonly extensions: readonly ExtensionRecord[] };
  /** Its own rule, in words, where it differs from that of the run. */
  readonly rule?: string;
}

/**
 * Judges the rounds of a scenario again, by the policy they were measured under.
 *
 * @param roundsOf the finished rounds of a config
 */
export function summarize(
  manifest: Manifest,
  roundsOf: (variant: string, part?: RoundPart) => readonly Round[],
): ScenarioReport {
  const roundsOfAll = manifest.variants.map(({ name }) => roundsOf(name));
  const statisticsOf = roundsOfAll.map((rounds) => rounds.map(roundStatistics));
  const variants = manifest.variants.map((variant, at): VariantReport => {
    const rounds = roundsOfAll[at]!;
    const statistics = statisticsOf[at]!;
    const policy = policyOfRecord(manifest, variant);
    const judged = (rounds: readonly RoundStatistics[]) =>
      decideNow(rounds, policy, manifest.variants.length);
    const first = judged(statistics);
    const checked = variant.confirmation !== undefined && first.verdict.kind === 'regression';
    const again = checked ? roundsOf(variant.name, 'confirmation').map(roundStatistics) : [];
    const decision = checked ? confirm(first, judged(again)) : first;
    const memory = compareMemory(rounds, policy);
    return {
      ...variantFacts(manifest, variant, rounds.length),
      time: statistics.length === 0 ? undefined : summarizeTimes(statistics),
      ...decision,
      ...(memory === undefined ? {} : { memory }),
      rounds: rounds.length,
      ...(checked ? { roundsAgain: again.length } : {}),
      ...(rounds.length === 0 ? {} : { secondsPerRound: mean(rounds.map(({ seconds }) => seconds)) }),
    };
  });
  return {
    manifest,
    variants,
    geomean: scenarioGeomean(statisticsOf, manifest.policy, manifest.alone ?? false),
  };
}

/** The whole budget of a config. */
export function totalSpent({ run, extensions }: NonNullable<VariantReport['spent']>): number {
  return extensions.reduce((sum, { alpha }) => sum + alpha, run);
}
