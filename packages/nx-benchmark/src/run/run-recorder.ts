import { decideNow } from '../analysis/decide-now';
import { findCautions } from '../analysis/find-cautions';
import type { Caution } from '../domain/caution';
import type { Round } from '../domain/round';
import type { PerSide } from '../domain/side';
import type { Plan } from '../plan/plan';
import { artifactNames } from '../results/artifacts';
import { MANIFEST_VERSION, type Machine, type Manifest, type VariantRecord } from '../results/manifest';
import { differingPackages, type InstalledSide } from '../sides/installed-side';
import type { PreparedSides } from '../sides/prepare-sides';
import { harnessKey } from './job-files';
import type { VariantProgress } from './measure-variants';

/** Seconds of a waiting iteration from which the machine's speed may change within a pair. */
const LONG_ITERATION = 0.02;

/** Everything of a manifest that is known before the first round, waiting for the rest. */
export function runRecorder(
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
