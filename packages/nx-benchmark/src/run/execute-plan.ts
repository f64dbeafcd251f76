import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import { cacheFolder } from '../engine/connect-engine';
import type { Engine } from '../engine/engine';
import { type LockHolder, withHostLock } from '../lock/host-lock';
import type { Plan } from '../plan/plan';
import { sidesOf } from '../plan/sides-of';
import type { Manifest } from '../results/manifest';
import { type EarlierRun, RunStore } from '../results/run-store';
import { type ContinuedRun, continueRun, finishedRounds } from './continue-run';
import { needsCounting, requireValgrind } from './count-instructions';
import { scenarioKey } from './job-files';
import { lockCpus } from './lock-cpus';
import { measureAndSave } from './measure-and-save';
import { openSession } from './open-session';
import { needsRecording } from './record-traces';
import { type RunFacts, runRecorder } from './run-recorder';
import { prepareTraces } from './trace-tools';
import { isOpen, untouched } from './variant-progress';
import { withEngine } from './with-engine';

/** What a finished, or stopped, run left. */
export interface ExecutedRun {
  readonly manifest: Manifest;
  /** Folder of its artifacts. */
  readonly folder: string;
}

/**
 * Does what the plan says: makes the environments, measures round by round, saves after each. A run that holds the
 * scenario already goes on where it stopped.
 *
 * @param signal aborting it removes the session at once; the finished rounds and their manifest stay
 * @throws UserError for expected trouble before the first round (engine, image, installs, a run that cannot go on)
 */
export async function executePlan(
  plan: Plan,
  pluginVersion: string,
  events: EventSink,
  signal: AbortSignal,
  cache: string = cacheFolder(),
): Promise<ExecutedRun> {
  const store = new RunStore(plan.artifacts, plan.runId, plan.scenario, sidesOf(plan));
  const holder: LockHolder = {
    pid: process.pid,
    what: `${plan.scenario}, run ${plan.runId}`,
    since: new Date().toISOString(),
  };
  const connectAndMeasure = () =>
    withEngine(plan, cache, signal, (engine) =>
      prepareAndMeasure({ plan, engine, store, holder, pluginVersion, cache }, events, signal),
    );
  try {
    // Two processes would write the same files.
    const tell = ({ pid }: LockHolder) =>
      events({ kind: 'note', text: `waiting for process ${pid}, which measures ${holder.what}` });
    return await withHostLock(`run ${store.folder}`, holder, tell, connectAndMeasure, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Stopped before the first round; nothing was measured.', undefined, { cause: error });
  }
}

interface Work {
  readonly plan: Plan;
  readonly engine: Engine;
  readonly store: RunStore;
  readonly holder: LockHolder;
  readonly pluginVersion: string;
  readonly cache: string;
}

async function prepareAndMeasure(work: Work, events: EventSink, signal: AbortSignal): Promise<ExecutedRun> {
  const { plan, engine, store, holder, pluginVersion, cache } = work;
  const earlier = store.readEarlier();
  if (earlier === undefined && plan.moreRounds !== undefined) {
    throw new UserError(
      `There is no run ${plan.runId} of ${plan.scenario} that --moreRounds could add to.`,
      `It would be in ${store.folder}.`,
    );
  }
  const opened = await openSession(plan, engine, store, cache, events);
  const { session, prepared, installed, files, places, machine, placement } = opened;
  const valgrind = plan.metric === 'instructions' ? await requireValgrind(plan, places[0]!) : undefined;
  const traceTools =
    plan.profile && (await prepareTraces(engine, prepared, plan, session, store.folder, events));
  const facts: RunFacts = {
    prepared,
    installed,
    machine,
    placement,
    scenarioKey: scenarioKey(files),
    pluginVersion,
    engine,
    startedAt: holder.since,
    continued: [],
  };
  const alone = async (measure: () => Promise<void>) =>
    lockCpus(await engine.machineId?.(), placement.groups.flat(), holder, events, measure, signal);

  const run: ContinuedRun =
    earlier === undefined
      ? { plan, facts, progress: plan.variants.map(({ name }) => untouched(name)) }
      : continueRun(plan, earlier, facts);
  if (earlier !== undefined) {
    events({ kind: 'note', text: continuationText(plan.runId, earlier, run) });
    const uncounted = valgrind !== undefined && run.progress.some(needsCounting);
    const unrecorded =
      traceTools !== undefined && run.progress.some((one) => needsRecording(plan.profile!, one));
    const complete = earlier.manifest.state === 'complete' && !run.progress.some(isOpen);
    const done = complete && !uncounted && !unrecorded;
    if (done) return { manifest: earlier.manifest, folder: store.folder };
  }
  const record = runRecorder(run.plan, run.facts);
  const ready = {
    plan: run.plan,
    progress: run.progress,
    places,
    machine,
    valgrind,
    traceTools,
    earlier,
    record,
    store,
  };
  return { manifest: await measureAndSave(ready, alone, events, signal), folder: store.folder };
}

function continuationText(runId: string, earlier: EarlierRun, { progress }: ContinuedRun): string {
  const open = progress.filter(isOpen).map(({ name }) => name);
  if (open.length === 0) {
    return `the run ${runId} holds a verdict on each config asked for; nothing is measured again`;
  }
  return `going on with the run ${runId}: ${finishedRounds(earlier)} rounds are there, open are ${open.join(', ')}`;
}
