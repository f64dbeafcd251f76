import { type Decision, decide } from '../analysis/decide';
import { nextLook } from '../analysis/policy';
import { type RoundStatistics, roundStatistics } from '../analysis/round-statistics';
import type { Round } from '../domain/round';
import type { EventSink } from '../domain/run-event';
import type { Verdict } from '../domain/verdict';
import type { Plan, Slicing } from '../plan/plan';
import { planRound, planTurns } from '../plan/plan-round';
import { planSlices } from '../plan/plan-slices';
import type { VariantFailure } from '../results/manifest';
import { type Calibration, type Harness, ScenarioFailed } from './harness';

/** What is known of a variant while it is measured. */
export interface VariantProgress {
  readonly name: string;
  readonly calibration: Calibration | undefined;
  readonly slicing: Slicing | undefined;
  readonly statistics: readonly RoundStatistics[];
  /** Seconds of all its rounds. */
  readonly seconds: number;
  readonly decision: Decision | undefined;
  readonly failure: VariantFailure | undefined;
}

/** Called after every step that is worth keeping; `round` is set when one was just finished. */
export type Keep = (variants: readonly VariantProgress[], round?: Round) => void;

/**
 * Measures every variant of the plan, round-robin, until each has its verdict: an event of the machine then hits one
 * round of each instead of all rounds of one. A variant that fails is left, the others go on.
 *
 * @param cpus CPUs the session may use
 */
export async function measureVariants(
  plan: Plan,
  harness: Pick<Harness, 'calibrate' | 'measure'>,
  cpus: readonly number[],
  keep: Keep,
  events: EventSink,
): Promise<void> {
  const variants = new Map<string, VariantProgress>(plan.variants.map(({ name }) => [name, untouched(name)]));
  const update = (name: string, change: Partial<VariantProgress>, round?: Round): VariantProgress => {
    const changed = { ...variants.get(name)!, ...change };
    variants.set(name, changed);
    keep([...variants.values()], round);
    return changed;
  };
  const orFail = async (name: string, step: () => Promise<void>) => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ScenarioFailed)) throw error;
      update(name, { failure: error.failure });
    }
  };

  for (const name of variants.keys()) {
    await orFail(name, async () => {
      // Its CPUs and hash seed are those of the first round.
      const first = planRound(plan, name, 0, { method: 'lock-step', loops: 1, pairs: 0, warmup: 0 }, cpus);
      const calibration = await harness.calibrate(name, first.cpus, first.hashSeed, plan.sliceSeconds);
      const slicing = planSlices(calibration.iteration, plan.sliceSeconds);
      update(name, { calibration, slicing });
      events({ kind: 'calibrated', variant: name, iterationSeconds: calibration.iteration.wall, ...slicing });
    });
  }

  for (let index = 0; [...variants.values()].some(isOpen); index++) {
    const open = [...variants.values()].filter(isOpen).map(({ name }) => name);
    for (const name of planTurns(plan, open, index)) {
      await orFail(name, async () => {
        const before = variants.get(name)!;
        const round = await harness.measure(planRound(plan, name, index, before.slicing!, cpus));
        const statistics = [...before.statistics, roundStatistics(round)];
        const decision = decide(statistics, plan.policy, plan.variants.length);
        const after = update(name, { statistics, decision, seconds: before.seconds + round.seconds }, round);
        events({
          kind: 'round',
          variant: name,
          number: index + 1,
          nextLook: lookAhead(plan, index),
          seconds: round.seconds,
          secondsToNextLook: secondsToNextLook(plan, [...variants.values()]),
        });
        if (decision.verdict !== undefined) announce(after, decision.verdict, events);
      });
    }
  }
}

function untouched(name: string): VariantProgress {
  return {
    name,
    calibration: undefined,
    slicing: undefined,
    statistics: [],
    seconds: 0,
    decision: undefined,
    failure: undefined,
  };
}

function isOpen(variant: VariantProgress): boolean {
  return variant.failure === undefined && variant.decision?.verdict === undefined;
}

/** The number of rounds at the look that `index` (0-based) leads to. */
function lookAhead(plan: Plan, index: number): number {
  return nextLook(plan.policy, index) ?? index + 1;
}

function secondsToNextLook(plan: Plan, variants: readonly VariantProgress[]): number {
  const open = variants.filter(isOpen);
  const rounds = (variant: VariantProgress) => variant.statistics.length;
  const done = open.filter((variant) => rounds(variant) > 0);
  const perRound = sum(done.map((variant) => variant.seconds)) / Math.max(1, sum(done.map(rounds)));
  const missing = open.map(
    (variant) => (nextLook(plan.policy, rounds(variant)) ?? rounds(variant)) - rounds(variant),
  );
  return perRound * sum(missing);
}

function announce(variant: VariantProgress, verdict: Verdict, events: EventSink): void {
  const { results } = variant.decision!;
  const told = results.find(
    ({ statistic, tested }) => tested && (verdict.moved[0] ?? statistic) === statistic,
  );
  events({ kind: 'verdict', variant: variant.name, verdict, change: told?.change ?? 0 });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
