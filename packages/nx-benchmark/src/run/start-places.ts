import type { EventSink } from '../domain/run-event';
import type { Session } from '../engine/engine';
import { groupCpus } from '../plan/group-cpus';
import type { Plan } from '../plan/plan';
import type { Machine, Placement } from '../results/manifest';
import { sidePythons } from '../sides/side-folders';
import { Harness } from './harness';
import { JOB_FOLDERS } from './job-files';
import type { MeasuringPlace } from './measure-variants';
import { scenarioArguments } from './scenario-arguments';

/** Where configs are measured, ready to begin. */
export interface StartedPlaces {
  readonly places: readonly MeasuringPlace[];
  readonly machine: Machine;
  readonly placement: Placement;
}

/**
 * Starts a runner for each group of CPUs, all in one session.
 *
 * @throws UserError if `plan.cpus` names CPUs that the session may not use
 */
export async function startPlaces(plan: Plan, session: Session, events: EventSink): Promise<StartedPlaces> {
  const { harness, machine } = await startHarness(plan, session);
  const { groups, left } = groupCpus(plan.cpus, machine.cpus, plan.cpusPerRun);
  if (plan.cpus !== undefined) events({ kind: 'note', text: placementText(groups, left) });
  const more = await Promise.all(groups.slice(1).map(() => startHarness(plan, session)));
  const harnesses = [harness, ...more.map((started) => started.harness)];
  return {
    places: groups.map((cpus, at) => ({ harness: harnesses[at]!, cpus })),
    machine,
    placement: { cpusPerRun: plan.cpusPerRun, groups },
  };
}

function startHarness(plan: Plan, session: Session): Promise<{ harness: Harness; machine: Machine }> {
  const unused = `${session.work}/unused.json`;
  return Harness.start(session, `${session.work}/${JOB_FOLDERS.harness}`, {
    scenario: `${session.work}/${JOB_FOLDERS.app}/scenario.py`,
    pythons: sidePythons(session.folders),
    variants: Object.fromEntries(
      plan.variants.map((variant) => [variant.name, scenarioArguments(variant, unused)]),
    ),
    timeout: plan.timeout,
  });
}

function placementText(groups: readonly (readonly number[])[], left: readonly number[]): string {
  const words = groups.map((cpus) => cpus.join('+')).join(', ');
  const one =
    groups.length === 1 ? `measuring on ${words}` : `measuring ${groups.length} configs at once, on ${words}`;
  return `${one.replace(' on ', ' on CPU ')}${left.length === 0 ? '' : `; CPU ${left.join(', ')} left over`}`;
}
