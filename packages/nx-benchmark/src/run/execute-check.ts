import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import { cacheFolder } from '../engine/connect-engine';
import type { Plan } from '../plan/plan';
import { RunStore } from '../results/run-store';
import { type CheckedVariants, checkVariants } from './check-variants';
import { lockCpus } from './lock-cpus';
import { openSession } from './open-session';
import { withEngine } from './with-engine';

/** What a check came to, and how long it took once its processes could run. */
export interface ExecutedCheck extends CheckedVariants {
  readonly seconds: number;
}

/**
 * Checks the scenario of a plan where a run would measure it, and keeps nothing but the logs of builds. It waits for runs
 * that measure on its CPUs: it would be in their numbers.
 *
 * @param signal aborting it removes the session at once
 * @throws UserError for expected trouble before the first process (engine, image, installs), and for an aborted check
 */
export async function executeCheck(
  plan: Plan,
  events: EventSink,
  signal: AbortSignal,
  cache: string = cacheFolder(),
): Promise<ExecutedCheck> {
  const store = new RunStore(plan.artifacts, plan.runId, plan.scenario);
  const since = new Date().toISOString();
  const holder = { pid: process.pid, what: `${plan.scenario}, a check`, since };
  try {
    return await withEngine(plan, cache, signal, async (engine) => {
      const { places } = await openSession(plan, engine, store, cache, events);
      const check = async () => {
        const start = Date.now();
        const checked = await checkVariants(plan, places[0]!, events);
        return { ...checked, seconds: (Date.now() - start) / 1000 };
      };
      return lockCpus(await engine.machineId?.(), places[0]!.cpus, holder, events, check, signal);
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Stopped before every config was checked.', undefined, { cause: error });
  }
}
