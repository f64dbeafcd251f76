import { judgeSelfCheck, SELF_CHECK_ROUNDS } from '../analysis/judge-self-check';
import { type RoundStatistics, roundStatistics } from '../analysis/round-statistics';
import type { EventSink } from '../domain/run-event';
import type { SelfCheck } from '../domain/self-check';
import type { Plan } from '../plan/plan';
import { planSelfRound } from '../plan/plan-round';
import type { MeasuringPlace } from './measure-variants';
import type { VariantProgress } from './variant-progress';

/** Thrown when the machine shows a difference where there is none: no number it gives can be trusted. */
export class MachineUnusable extends Error {
  constructor(readonly check: SelfCheck) {
    super('The machine shows a difference where there is none.');
  }
}

/**
 * Measures the baseline against itself, with everything else as in the rounds to come: six rounds, and where those look
 * odd six more.
 *
 * @param variant a calibrated config
 */
export async function checkMachine(
  plan: Plan,
  variant: VariantProgress,
  { harness, cpus }: MeasuringPlace,
  events: EventSink,
): Promise<SelfCheck> {
  events({ kind: 'step', text: `checking the machine: the baseline against itself (${variant.name})` });
  const start = Date.now();
  const rounds: RoundStatistics[] = [];
  const measureUpTo = async (count: number) => {
    while (rounds.length < count) {
      const planned = planSelfRound(plan, variant.name, rounds.length, variant.slicing!, cpus);
      rounds.push(roundStatistics(await harness.measure(planned)));
    }
    return judgeSelfCheck(variant.name, rounds, plan.policy);
  };
  let check = await measureUpTo(SELF_CHECK_ROUNDS.first);
  if (!check.passed) check = await measureUpTo(SELF_CHECK_ROUNDS.last);
  events({ kind: 'step-done', text: 'check of the machine', seconds: (Date.now() - start) / 1000 });
  return check;
}
