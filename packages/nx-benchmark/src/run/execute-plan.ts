import { join } from 'node:path';
import type { Round } from '../domain/round';
import type { EventSink } from '../domain/run-event';
import { SIDES } from '../domain/side';
import { UserError } from '../domain/user-error';
import { cacheFolder, connectEngine } from '../engine/connect-engine';
import type { Engine, Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import type { Plan } from '../plan/plan';
import type { Machine, Manifest } from '../results/manifest';
import type { PyperfMetadata } from '../results/pyperf-results';
import { RunStore } from '../results/run-store';
import { prepareSides, readInstalled } from '../sides/prepare-sides';
import { sidePythons } from '../sides/side-folders';
import { Harness } from './harness';
import { installFiles, JOB_FOLDERS, jobFiles } from './job-files';
import { measureVariants, type VariantProgress } from './measure-variants';
import { runRecorder } from './run-recorder';
import { scenarioArguments } from './scenario-arguments';

/** What a finished, or stopped, run left. */
export interface ExecutedRun {
  readonly manifest: Manifest;
  /** Folder of its artifacts. */
  readonly folder: string;
}

/**
 * Does what the plan says: makes the environments, measures round by round, saves after each.
 *
 * @param signal aborting it removes the session at once; the finished rounds and their manifest stay
 * @throws UserError for expected trouble before the first round (engine, image, installs)
 */
export async function executePlan(
  plan: Plan,
  pluginVersion: string,
  events: EventSink,
  signal: AbortSignal,
  cache: string = cacheFolder(),
): Promise<ExecutedRun> {
  const store = new RunStore(plan.artifacts, plan.runId, plan.scenario);
  const engine = await connectEngine(plan, cache);
  const stop = () => void engine.dispose();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await prepareAndMeasure(plan, engine, store, pluginVersion, events, signal, cache);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Stopped before the first round; nothing was measured.', undefined, { cause: error });
  } finally {
    signal.removeEventListener('abort', stop);
    await engine.dispose();
  }
}

async function prepareAndMeasure(
  plan: Plan,
  engine: Engine,
  store: RunStore,
  pluginVersion: string,
  events: EventSink,
  signal: AbortSignal,
  cache: string,
): Promise<ExecutedRun> {
  const files = jobFiles(join(plan.workspaceRoot, plan.scenarioRoot));
  const common = {
    files: installFiles(files),
    caCertificates: plan.caCertificates,
    cache,
    runId: plan.runId,
  };
  const prepared = await prepareSides(engine, plan.requirements, common, events);
  const session = await engine.openMeasuring(prepared.layer);
  const installed = await readInstalled(session);
  for (const side of SIDES) {
    const { name, version } = installed[side];
    const requirement = plan.requirements[side].text;
    events({ kind: 'side', side, requirement, version: `${name} ${version}` });
  }
  await putFiles(session, session.work, files);
  const { harness, machine } = await startHarness(plan, session);

  const record = runRecorder(plan, prepared, installed, machine, pluginVersion, engine.kind);
  const rounds: Round[] = [];
  let progress: readonly VariantProgress[] = [];
  const save = (state: Manifest['state']): Manifest => {
    const manifest = record(state, progress, rounds);
    store.writeManifest(manifest);
    return manifest;
  };
  const keep = (variants: readonly VariantProgress[], round?: Round) => {
    progress = variants;
    if (round !== undefined) {
      rounds.push(round);
      const variant = variants.find(({ name }) => name === round.variant)!;
      store.addRound(round, pyperfMetadata(variant, machine));
    }
    save('running');
  };
  try {
    await measureVariants(plan, harness, machine.cpus, keep, events);
  } catch (error) {
    const manifest = save(signal.aborted ? 'interrupted' : 'failed');
    // A stopped run is a result: its finished rounds stand.
    if (signal.aborted && rounds.length > 0) return { manifest, folder: store.folder };
    throw error;
  }
  const failed = progress.some(({ failure }) => failure !== undefined);
  const manifest = save(failed ? 'failed' : 'complete');
  if (!failed) store.publishLatest();
  return { manifest, folder: store.folder };
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

function pyperfMetadata(variant: VariantProgress, machine: Machine): PyperfMetadata {
  return {
    name: variant.calibration!.name,
    innerLoops: variant.calibration!.innerLoops,
    pythonVersion: `${machine.python}`,
    cpuModel: machine.cpuModel,
    platform: `${machine.system} ${machine.architecture}`,
  };
}
