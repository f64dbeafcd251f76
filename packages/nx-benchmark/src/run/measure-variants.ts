import { decide } from '../analysis/decide';
import { isTimeUp, nextLook } from '../analysis/policy';
import { roundStatistics } from '../analysis/round-statistics';
import type { Round } from '../domain/round';
import type { EventSink } from '../domain/run-event';
import type { Plan } from '../plan/plan';
import { planFirstProcess, planRound } from '../plan/plan-round';
import { planSlices } from '../plan/plan-slices';
import { policyOf } from '../plan/policy-of';
import { type Harness, ScenarioFailed } from './harness';
import { takeTurns } from './take-turns';
import {
  type Decided,
  isOpen,
  openPart,
  toConfirm,
  type VariantProgress,
  verdictOf,
} from './variant-progress';

/** A runner of its own and the CPUs its rounds may use. */
export interface MeasuringPlace {
  readonly harness: Pick<
    Harness,
    'calibrate' | 'check' | 'measure' | 'countInstructions' | 'valgrindVersion' | 'record'
  >;
  /** A round takes `plan.cpusPerRun` of them; empty where the platform cannot pin. */
  readonly cpus: readonly number[];
}

/** Called after every step that is worth keeping; `round` is set when one was just finished. */
export type Keep = (variants: readonly VariantProgress[], round?: Round) => void;

/**
 * Measures every open variant, in turns, until each has its verdict: at each place one at a time, both sides of a round
 * at the same. A variant that fails is left, the others go on.
 *
 * @param before every variant of the plan, with what is known of it already; measuring goes on from there
 * @param check called with a calibrated config before the first round of any; what it throws ends the run
 */
export async function measureVariants(
  plan: Plan,
  places: readonly MeasuringPlace[],
  before: readonly VariantProgress[],
  keep: Keep,
  events: EventSink,
  check: (variant: VariantProgress, place: MeasuringPlace) => Promise<void> = async () => undefined,
): Promise<void> {
  const variants = new Map(before.map((variant) => [variant.name, variant]));
  const spent = () => sum([...variants.values()].map(({ seconds }) => seconds));
  const update = (name: string, change: Partial<VariantProgress>, round?: Round): VariantProgress => {
    const changed = { ...variants.get(name)!, ...change };
    variants.set(name, changed);
    keep([...variants.values()], round);
    return changed;
  };
  const calibrate = async (name: string, { harness, cpus }: MeasuringPlace) => {
    const first = planFirstProcess(plan, name, cpus);
    const calibration = await harness.calibrate(name, first.cpus, first.hashSeed, plan.sliceSeconds);
    const slicing = planSlices(calibration, plan.sliceSeconds, plan.method);
    const iterationSeconds = calibration.iteration.wall;
    const { name: benchmark, innerLoops, exclusive } = calibration;
    const alone = exclusive === undefined ? {} : { exclusive };
    update(name, { benchmark: { name: benchmark, innerLoops, iterationSeconds, ...alone }, slicing });
    events({ kind: 'calibrated', variant: name, iterationSeconds, ...slicing });
  };
  const measure = async (name: string, { harness, cpus }: MeasuringPlace) => {
    const variant = variants.get(name)!;
    const part = variant.decision?.verdict === undefined ? undefined : 'confirmation';
    const { statistics: earlier, seconds: before } = openPart(variant)!;
    const index = earlier.length;
    const planned = planRound(plan, name, index, variant.slicing!, cpus, part);
    const round: Round = { ...(await harness.measure(planned)), ...(part === undefined ? {} : { part }) };
    const policy = policyOf(plan, name);
    const seconds = before + round.seconds;
    // The part that confirms has as much time again.
    const clock = part === undefined ? (spent() + round.seconds) / places.length : seconds;
    const statistics = [...earlier, roundStatistics(round)];
    const decision = decide(statistics, policy, plan.variants.length, isTimeUp(policy, clock));
    const now = { statistics, seconds, decision };
    const first = () => ({ ...now, confirmation: variant.confirmation ?? toConfirm(plan, name, decision) });
    const after = update(name, part === undefined ? first() : { confirmation: now }, round);
    events({
      kind: 'round',
      variant: name,
      number: index + 1,
      nextLook: nextLook(policy, index) ?? index + 1,
      seconds: round.seconds,
      secondsToNextLook: secondsToNextLook(plan, [...variants.values()], places.length),
    });
    if (decision.verdict !== undefined) announce(after, events);
  };
  const orFail = async (name: string, step: () => Promise<void>) => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ScenarioFailed)) throw error;
      update(name, { failure: error.failure });
    }
  };
  const inTurns = (step: typeof measure, needsIt: (variant: VariantProgress) => boolean) =>
    takeTurns(
      plan,
      [...variants.keys()],
      places.length,
      (name) => isOpen(variants.get(name)!) && needsIt(variants.get(name)!),
      (name, place) => orFail(name, () => step(name, places[place]!)),
    );

  keep(before);
  await inTurns(calibrate, ({ slicing }) => slicing === undefined);
  const calibrated = [...variants.values()].find((variant) => isOpen(variant) && variant.slicing);
  if (calibrated !== undefined) await orFail(calibrated.name, () => check(calibrated, places[0]!));
  await inTurns(measure, () => true);
}

function secondsToNextLook(plan: Plan, variants: readonly VariantProgress[], places: number): number {
  const open = variants.filter(isOpen).map((variant) => {
    const { statistics, seconds } = openPart(variant)!;
    return {
      rounds: statistics.length,
      seconds,
      next: nextLook(policyOf(plan, variant.name), statistics.length),
    };
  });
  const done = open.filter(({ rounds }) => rounds > 0);
  const perRound =
    sum(done.map(({ seconds }) => seconds)) / Math.max(1, sum(done.map(({ rounds }) => rounds)));
  const missing = open.map(({ rounds, next }) => (next ?? rounds) - rounds);
  return (perRound * sum(missing)) / Math.max(1, Math.min(places, open.length));
}

/** Tells the verdict of a part that was just decided. */
function announce(variant: VariantProgress, events: EventSink): void {
  const decision = verdictOf(variant);
  const { results, verdict } = decision ?? (variant.decision as Decided);
  const told = results.find(
    ({ statistic, tested }) => tested && (verdict.moved[0] ?? statistic) === statistic,
  );
  events({ kind: 'verdict', variant: variant.name, verdict, change: told?.change ?? 0 });
  if (decision === undefined) {
    events({
      kind: 'note',
      text: `${variant.name}: measuring again, to see whether fresh rounds say so, too`,
    });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
