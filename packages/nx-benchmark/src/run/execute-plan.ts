import { join } from 'node:path';
import { decideNow } from '../analysis/decide-now';
import { findCautions } from '../analysis/find-cautions';
import type { Caution } from '../domain/caution';
import type { Round } from '../domain/round';
import type { EventSink } from '../domain/run-event';
import { type PerSide, SIDES } from '../domain/side';
import { cacheFolder, connectEngine } from '../engine/connect-engine';
import type { Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import type { Plan } from '../plan/plan';
import { artifactNames } from '../results/artifacts';
import { MANIFEST_VERSION, type Machine, type Manifest, type VariantRecord } from '../results/manifest';
import type { PyperfMetadata } from '../results/pyperf-results';
import { RunStore } from '../results/run-store';
import { differingPackages, type InstalledSide } from '../sides/installed-side';
import { type PreparedSides, prepareSides, readInstalled } from '../sides/prepare-sides';
import { sidePythons } from '../sides/side-folders';
import { Harness } from './harness';
import { harnessKey, installFiles, JOB_FOLDERS, jobFiles } from './job-files';
import { measureVariants, type VariantProgress } from './measure-variants';
import { scenarioArguments } from './scenario-arguments';

const LONG_ITERATION = 0.02;

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
  const engine = await connectEngine(plan, cache);
  const files = jobFiles(join(plan.workspaceRoot, plan.scenarioRoot));
  const common = {
    files: installFiles(files),
    caCertificates: plan.caCertificates,
    cache,
    runId: plan.runId,
  };
  const prepared = await prepareSides(engine, plan.requirements, common, events);
  signal.throwIfAborted();

  const session = await engine.openMeasuring(prepared.layer);
  const stop = () => void session.dispose();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const installed = await readInstalled(session);
    for (const side of SIDES) {
      const { name, version } = installed[side];
      events({
        kind: 'side',
        side,
        requirement: plan.requirements[side].text,
        version: `${name} ${version}`,
      });
    }
    await putFiles(session, session.work, files);
    const { harness, machine } = await startHarness(plan, session);
    const store = new RunStore(plan.artifacts, plan.runId, plan.scenario);
    const record = recorder(plan, prepared, installed, machine, pluginVersion, engine.kind);
    const rounds: Round[] = [];
    let progress: readonly VariantProgress[] = [];
    let state: Manifest['state'] = 'complete';
    const save = (now: Manifest['state']): Manifest => {
      const manifest = record(now, progress, rounds);
      store.writeManifest(manifest);
      return manifest;
    };
    try {
      await measureVariants(
        plan,
        harness,
        machine.cpus,
        (variants, round) => {
          progress = variants;
          if (round !== undefined) {
            rounds.push(round);
            store.addRound(
              round,
              pyperfMetadata(variants.find(({ name }) => name === round.variant)!, machine),
            );
          }
          save('running');
        },
        events,
      );
      if (progress.some(({ failure }) => failure !== undefined)) state = 'failed';
    } catch (error) {
      save(signal.aborted ? 'interrupted' : 'failed');
      if (!signal.aborted) throw error;
      state = 'interrupted';
    }
    const manifest = save(state);
    if (state === 'complete') store.publishLatest();
    return { manifest, folder: store.folder };
  } finally {
    signal.removeEventListener('abort', stop);
    await session.dispose();
  }
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

/** Everything of a manifest that is known before the first round, waiting for the rest. */
function recorder(
  plan: Plan,
  prepared: PreparedSides,
  installed: PerSide<InstalledSide>,
  machine: Machine,
  pluginVersion: string,
  engine: 'docker' | 'local',
) {
  const startedAt = new Date().toISOString();
  const { identity, layer } = prepared;
  const before = cautionsOfSides(prepared, installed, engine);
  return (
    state: Manifest['state'],
    progress: readonly VariantProgress[],
    rounds: readonly Round[],
  ): Manifest => ({
    schemaVersion: MANIFEST_VERSION,
    runId: plan.runId,
    scenario: plan.scenario,
    state,
    startedAt,
    updatedAt: new Date().toISOString(),
    versions: { plugin: pluginVersion, harness: harnessKey(), node: process.version },
    engine: {
      kind: engine,
      description: identity.description,
      ...(identity.imageId === undefined ? {} : { imageId: identity.imageId }),
      environment: layer.reference,
    },
    machine,
    sides: {
      baseline: { requirement: plan.requirements.baseline.text, ...installed.baseline },
      candidate: { requirement: plan.requirements.candidate.text, ...installed.candidate },
    },
    policy: plan.policy,
    seed: plan.seed,
    variants: progress.flatMap((variant) => variantRecord(plan, variant, state)),
    cautions:
      state === 'running'
        ? before
        : [
            ...before,
            ...progress.flatMap((variant) => {
              const own = rounds.filter((round) => round.variant === variant.name);
              return [...longIteration(variant), ...findCautions(own, plan.policy, plan.variants.length)];
            }),
            ...(state === 'interrupted'
              ? ([{ kind: 'interrupted', reason: 'stopped by a signal' }] as const)
              : []),
          ],
  });
}

/** Lock-step cancels what lasts longer than a pair of slices; an iteration that waits for long is a pair too long. */
function longIteration({ name, slicing, calibration }: VariantProgress): Caution[] {
  const seconds = calibration?.iteration.wall ?? 0;
  return slicing?.method === 'lock-step' && seconds > LONG_ITERATION
    ? [{ kind: 'long-iteration', variant: name, seconds }]
    : [];
}

function cautionsOfSides(
  prepared: PreparedSides,
  installed: PerSide<InstalledSide>,
  engine: 'docker' | 'local',
): Caution[] {
  const { baseline, candidate } = installed;
  const packages = differingPackages(installed);
  return [
    ...(baseline.installed === candidate.installed
      ? [{ kind: 'same-version', version: `${baseline.name} ${baseline.version}` } as const]
      : []),
    ...(packages.length > 0 ? [{ kind: 'dependencies-differ', packages } as const] : []),
    ...(engine === 'local' ? [{ kind: 'not-isolated' } as const] : []),
    ...(prepared.scriptLeft === undefined
      ? []
      : [{ kind: 'set-up-script-not-run', script: prepared.scriptLeft } as const]),
  ];
}

function variantRecord(plan: Plan, variant: VariantProgress, state: Manifest['state']): VariantRecord[] {
  const { calibration, slicing, statistics, failure } = variant;
  const planned = plan.variants.find(({ name }) => name === variant.name)!;
  const none = { method: 'lock-step', loops: 0, pairs: 0, warmup: 0 } as const;
  const decision =
    state === 'running' || statistics.length === 0
      ? variant.decision
      : decideNow(statistics, plan.policy, plan.variants.length);
  return [
    {
      name: variant.name,
      benchmark: calibration?.name ?? variant.name,
      variables: planned.variables,
      slicing: slicing ?? none,
      iterationSeconds: calibration?.iteration.wall ?? 0,
      rounds: statistics.length,
      roundsFile: artifactNames.rounds(variant.name),
      results: decision?.results ?? [],
      ...(decision?.verdict === undefined ? {} : { verdict: decision.verdict }),
      ...(failure === undefined ? {} : { failure }),
    },
  ];
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
