import { confirm } from '../analysis/confirm';
import { type Decision, decide } from '../analysis/decide';
import { isFailing } from '../analysis/is-failing';
import { isTimeUp, looksOf } from '../analysis/policy';
import { type RoundStatistics, roundStatistics } from '../analysis/round-statistics';
import type { InstructionComparison } from '../domain/instruction-comparison';
import type { Round } from '../domain/round';
import type { TraceRecording } from '../domain/trace-recording';
import type { Policy, Verdict } from '../domain/verdict';
import type { Plan, Slicing } from '../plan/plan';
import { policyOf } from '../plan/policy-of';
import type { Placement, VariantFailure, VariantRecord } from '../results/manifest';
import type { EarlierRun } from '../results/run-store';

/** What is known of a variant while it is measured. */
export interface VariantProgress {
  readonly name: string;
  /** Whether this command is to measure it; a run that goes on may hold others, which stay as they are. */
  readonly asked: boolean;
  /** Absent before its calibration. */
  readonly benchmark: BenchmarkFacts | undefined;
  readonly slicing: Slicing | undefined;
  readonly statistics: readonly RoundStatistics[];
  /** Seconds of all its rounds. */
  readonly seconds: number;
  readonly decision: Decision | undefined;
  /** Fresh rounds that are to confirm a regression; absent where none has to be. */
  readonly confirmation: PartProgress | undefined;
  readonly failure: VariantFailure | undefined;
  /** Only where they were counted. */
  readonly instructions?: InstructionComparison;
  /** Only where they were recorded. */
  readonly traces?: TraceRecording;
}

/** Rounds that are judged apart from the others. */
export type PartProgress = Pick<VariantProgress, 'statistics' | 'seconds' | 'decision'>;

const NO_ROUNDS: PartProgress = { statistics: [], seconds: 0, decision: undefined };

/** What calibration found out and a record keeps. */
export interface BenchmarkFacts {
  /** Benchmark name the scenario gave. */
  readonly name: string;
  readonly innerLoops: number;
  /** Wall seconds of one iteration of the baseline. */
  readonly iterationSeconds: number;
  /** Why no second process of the scenario can run beside the first, if so. */
  readonly exclusive?: string;
}

/** A variant of which nothing is known. */
export function untouched(name: string): VariantProgress {
  return {
    name,
    asked: true,
    benchmark: undefined,
    slicing: undefined,
    ...NO_ROUNDS,
    confirmation: undefined,
    failure: undefined,
  };
}

/**
 * A variant as its record and rounds say. A failure counts as long as nobody asks for the variant again.
 *
 * @param earlier with the rounds of all variants, since they share the time
 * @param plan with all variants of the run, since they share the error budget
 */
export function resumed(
  record: VariantRecord,
  earlier: Pick<EarlierRun, 'rounds' | 'confirmations' | 'tracesLost'>,
  asked: boolean,
  plan: Pick<Plan, 'policy' | 'ownPolicies' | 'variants' | 'confirm'>,
  { groups }: Placement,
): VariantProgress {
  const { tracesLost } = earlier;
  const rounds = earlier.rounds.get(record.name) ?? [];
  const timeSpent = secondsOf([...earlier.rounds.values()].flat()) / Math.max(1, groups.length);
  const calibrated = record.slicing.loops > 0;
  const part = (rounds: readonly Round[], timeSpent: number): PartProgress => {
    const statistics = rounds.map(roundStatistics);
    const policy = policyOf(plan, record.name);
    const decision = decisionSoFar(statistics, policy, plan.variants.length, timeSpent);
    return { statistics, seconds: secondsOf(rounds), decision };
  };
  const first = part(rounds, timeSpent);
  const again = earlier.confirmations.get(record.name) ?? [];
  return {
    name: record.name,
    asked,
    benchmark: calibrated
      ? {
          name: record.benchmark,
          innerLoops: record.innerLoops,
          iterationSeconds: record.iterationSeconds,
          ...(record.exclusive === undefined ? {} : { exclusive: record.exclusive }),
        }
      : undefined,
    slicing: calibrated ? record.slicing : undefined,
    ...first,
    confirmation:
      again.length > 0 || record.confirmation !== undefined
        ? part(again, secondsOf(again))
        : toConfirm(plan, record.name, first.decision),
    failure: asked ? undefined : record.failure,
    ...(record.instructions === undefined ? {} : { instructions: record.instructions }),
    ...(record.traces === undefined || tracesLost.has(record.name) ? {} : { traces: record.traces }),
  };
}

function secondsOf(rounds: readonly Round[]): number {
  return rounds.reduce((sum, round) => sum + round.seconds, 0);
}

/** What has to be measured before this decision counts: nothing yet of fresh rounds, or undefined. */
export function toConfirm(
  { confirm }: Pick<Plan, 'confirm'>,
  name: string,
  decision: Decision | undefined,
): PartProgress | undefined {
  const [failOn, verdict] = [confirm?.[name], decision?.verdict];
  const fails = failOn !== undefined && verdict?.kind === 'regression' && isFailing(verdict, failOn);
  return fails ? NO_ROUNDS : undefined;
}

/** The part that lacks a verdict: the variant's own rounds, those that confirm, or none. */
export function openPart(variant: VariantProgress): PartProgress | undefined {
  const { decision, confirmation } = variant;
  if (decision?.verdict === undefined) return variant;
  const checked = decision.verdict.kind === 'regression' ? confirmation : undefined;
  return checked !== undefined && checked.decision?.verdict === undefined ? checked : undefined;
}

/** What all parts say together; undefined as long as one is open. */
export function verdictOf(variant: VariantProgress): Decided | undefined {
  if (openPart(variant) !== undefined) return undefined;
  const first = variant.decision as Decided;
  const checked = first.verdict.kind === 'regression' ? variant.confirmation?.decision : undefined;
  return checked === undefined ? first : confirm(first, checked);
}

/** A decision with a verdict. */
export type Decided = Decision & { readonly verdict: Verdict };

/** Whether it still needs rounds of this command. */
export function isOpen(variant: VariantProgress): boolean {
  return variant.asked && variant.failure === undefined && openPart(variant) !== undefined;
}

/** That of the first look that decided, else of all rounds: as the rule said, or would have, while they came. */
function decisionSoFar(
  statistics: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
  timeSpent: number,
): Decision | undefined {
  for (const look of looksOf(policy).filter((look) => look < statistics.length)) {
    const decision = decide(statistics.slice(0, look), policy, variantCount);
    if (decision.verdict !== undefined) return decision;
  }
  if (statistics.length === 0) return undefined;
  return decide(statistics, policy, variantCount, isTimeUp(policy, timeSpent));
}
