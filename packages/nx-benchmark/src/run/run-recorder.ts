import { isDeepStrictEqual } from 'node:util';
import { mean } from 'simple-statistics';
import { compareMemory } from '../analysis/compare-memory';
import { confirm } from '../analysis/confirm';
import type { Decision } from '../analysis/decide';
import { decideNow } from '../analysis/decide-now';
import { alphaOfExtension } from '../analysis/extend-policy';
import { findCautions } from '../analysis/find-cautions';
import { machineCautions } from '../analysis/machine-cautions';
import { policyWords } from '../analysis/policy-words';
import { scenarioGeomean } from '../analysis/scenario-geomean';
import { smallestChange } from '../analysis/smallest-change';
import { summarizeTimes } from '../analysis/summarize-times';
import type { Caution } from '../domain/caution';
import { redact } from '../domain/redact';
import type { Round } from '../domain/round';
import type { SelfCheck } from '../domain/self-check';
import { type PerSide, SIDES, type Side } from '../domain/side';
import type { Policy } from '../domain/verdict';
import type { Engine } from '../engine/engine';
import type { Plan } from '../plan/plan';
import { policyOf } from '../plan/policy-of';
import { artifactNames } from '../results/artifacts';
import {
  type ConfirmationRecord,
  type Continuation,
  MANIFEST_VERSION,
  type Machine,
  type Manifest,
  type Placement,
  type SideRecord,
  type VariantRecord,
} from '../results/manifest';
import { differingPackages, type InstalledSide } from '../sides/installed-side';
import type { PreparedSides } from '../sides/prepare-sides';
import { harnessKey } from './job-files';
import type { Decided, PartProgress, VariantProgress } from './variant-progress';

/** Seconds of a waiting iteration from which the machine's speed may change within a pair. */
const LONG_ITERATION = 0.02;

/** What is known of a run before its first round. */
export interface RunFacts {
  readonly prepared: PreparedSides;
  readonly installed: PerSide<InstalledSide>;
  readonly machine: Machine;
  readonly placement: Placement;
  /** Content key of the scenario's files. */
  readonly scenarioKey: string;
  readonly pluginVersion: string;
  readonly engine: Pick<Engine, 'kind' | 'notIsolated'>;
  readonly startedAt: string;
  readonly continued: readonly Continuation[];
}

/** Everything of a manifest that is known before the first round, waiting for the rest. */
export function runRecorder(plan: Plan, facts: RunFacts) {
  const { prepared, installed, machine, engine } = facts;
  const { identity, layer } = prepared;
  const alone = plan.requirements.candidate.kind === 'none';
  const sideRecord = (side: Side): SideRecord => {
    const source = prepared.origins[side];
    const requirement = redact(plan.requirements[side].text);
    return { requirement, ...installed[side], ...(source === undefined ? {} : { source }) };
  };
  const before = cautionsOfSides(plan, prepared, installed, engine.kind);
  return (
    state: Manifest['state'],
    progress: readonly VariantProgress[],
    rounds: readonly Round[],
    selfCheck?: SelfCheck,
  ): Manifest => ({
    schemaVersion: MANIFEST_VERSION,
    runId: plan.runId,
    scenario: plan.scenario,
    state,
    startedAt: facts.startedAt,
    updatedAt: new Date().toISOString(),
    ...(facts.continued.length === 0 ? {} : { continued: facts.continued }),
    versions: {
      plugin: facts.pluginVersion,
      harness: harnessKey(),
      scenario: facts.scenarioKey,
      node: process.version,
    },
    engine: {
      kind: engine.kind,
      description: identity.description,
      ...(identity.imageId === undefined ? {} : { imageId: identity.imageId }),
      environment: layer.reference,
      environmentKey: layer.key,
      notIsolated: engine.notIsolated,
    },
    machine,
    placement: facts.placement,
    sides: {
      baseline: sideRecord('baseline'),
      candidate: sideRecord('candidate'),
    },
    ...(alone ? { alone } : {}),
    policy: plan.policy,
    rule: policyWords(plan.policy),
    ...(plan.task === undefined ? {} : { task: plan.task }),
    seed: plan.seed,
    ...(selfCheck === undefined ? {} : { selfCheck }),
    variants: progress.flatMap((variant) => variantRecord(plan, variant, state, ownRounds(rounds, variant))),
    ...(state === 'running' ? {} : geomeanRecord(plan, progress, alone)),
    cautions:
      state === 'running'
        ? before
        : [
            ...before,
            ...progress.flatMap((variant) => [
              ...interleaved(variant),
              ...longIteration(variant),
              ...quick(plan, variant),
              ...traceOverflow(variant),
              ...findCautions(ownRounds(rounds, variant), policyOf(plan, variant.name), plan.variants.length),
            ]),
            ...machineCautions(rounds, machine.frequency?.governor),
            ...(state === 'interrupted'
              ? ([{ kind: 'interrupted', reason: 'stopped by a signal' }] as const)
              : []),
          ],
  });
}

/** The rounds of a variant that its result rests on: not those that check it. */
function ownRounds(rounds: readonly Round[], { name }: VariantProgress): readonly Round[] {
  return rounds.filter((round) => round.variant === name && round.part === undefined);
}

function geomeanRecord(
  plan: Plan,
  progress: readonly VariantProgress[],
  alone: boolean,
): Pick<Manifest, 'geomean'> {
  const geomean = scenarioGeomean(
    progress.map(({ statistics }) => statistics),
    plan.policy,
    alone,
  );
  return geomean === undefined ? {} : { geomean };
}

function interleaved({ name, slicing, benchmark }: VariantProgress): Caution[] {
  const reason = benchmark?.exclusive;
  return slicing?.method === 'interleaved'
    ? [{ kind: 'interleaved', variant: name, ...(reason === undefined ? {} : { reason }) }]
    : [];
}

/** Lock-step cancels what lasts longer than a pair of slices; an iteration that waits for long is a pair too long. */
function longIteration({ name, slicing, benchmark }: VariantProgress): Caution[] {
  const seconds = benchmark?.iterationSeconds ?? 0;
  return slicing?.method === 'lock-step' && seconds > LONG_ITERATION
    ? [{ kind: 'long-iteration', variant: name, seconds }]
    : [];
}

/** What a coarse run can tell, and what it cannot. */
function quick(plan: Plan, { name, decision }: VariantProgress): Caution[] {
  if (plan.quick === undefined || decision?.verdict === undefined) return [];
  const { results, verdict } = decision;
  const policy = policyOf(plan, name);
  // One that was settled early would have had its later rounds, too.
  const rounds =
    verdict.kind === 'inconclusive' ? verdict.rounds : Math.max(verdict.rounds, policy.looks.at(-1)!);
  const smallest = smallestChange(results, rounds, policy, plan.variants.length);
  const { configs } = plan.quick;
  const finds = smallest === undefined ? {} : { smallestChange: smallest };
  return [{ kind: 'quick', variant: name, margin: policy.margin, ...finds, configs }];
}

function traceOverflow({ name, traces }: VariantProgress): Caution[] {
  const sides = SIDES.filter((side) => traces?.sides[side]?.overflow);
  return sides.length === 0 ? [] : [{ kind: 'trace-overflow', variant: name, sides }];
}

function cautionsOfSides(
  plan: Plan,
  prepared: PreparedSides,
  installed: PerSide<InstalledSide>,
  engine: 'docker' | 'local',
): Caution[] {
  const { baseline, candidate } = installed;
  const packages = differingPackages(installed);
  return [
    ...(plan.requirements.candidate.kind !== 'none' && baseline.installed === candidate.installed
      ? [{ kind: 'same-version', version: `${baseline.name} ${baseline.version}` } as const]
      : []),
    ...(packages.length > 0 ? [{ kind: 'dependencies-differ', packages } as const] : []),
    ...differentBuilds(prepared, installed),
    ...(engine === 'local' ? [{ kind: 'not-isolated' } as const] : []),
    ...(engine === 'docker' && plan.measuringNetwork !== 'none'
      ? [{ kind: 'network-open', network: plan.measuringNetwork } as const]
      : []),
    ...(prepared.scriptLeft === undefined
      ? []
      : [{ kind: 'set-up-script-not-run', script: prepared.scriptLeft } as const]),
  ];
}

/** A release was compiled by its makers; what we compiled ourselves has another compiler's speed. */
function differentBuilds({ origins }: PreparedSides, installed: PerSide<InstalledSide>): Caution[] {
  const built = SIDES.filter((side) => origins[side] !== undefined);
  const [only, another] = built;
  return only !== undefined && another === undefined && installed[only].native
    ? [{ kind: 'different-builds', built: only }]
    : [];
}

function variantRecord(
  plan: Plan,
  variant: VariantProgress,
  state: Manifest['state'],
  rounds: readonly Round[],
): VariantRecord[] {
  const { benchmark, slicing, statistics, failure, instructions, traces } = variant;
  const planned = plan.variants.find(({ name }) => name === variant.name)!;
  const policy = policyOf(plan, variant.name);
  const none = { method: 'lock-step', loops: 0, pairs: 0, warmup: 0 } as const;
  const judged = ({ statistics, decision }: PartProgress) =>
    state === 'running' ? decision : decideNow(statistics, policy, plan.variants.length);
  const first = statistics.length === 0 ? variant.decision : judged(variant);
  const second = first?.verdict?.kind === 'regression' ? variant.confirmation : undefined;
  const decision = second === undefined ? first : together(first as Decided, judged(second));
  const memory = compareMemory(rounds, policy);
  return [
    {
      name: variant.name,
      benchmark: benchmark?.name ?? variant.name,
      innerLoops: benchmark?.innerLoops ?? 1,
      variables: planned.variables,
      slicing: slicing ?? none,
      iterationSeconds: benchmark?.iterationSeconds ?? 0,
      ...(benchmark?.exclusive === undefined ? {} : { exclusive: benchmark.exclusive }),
      rounds: statistics.length,
      roundsFile: artifactNames.rounds(variant.name),
      ...ownRule(plan, policy),
      ...extensionsOf(plan, policy),
      results: decision?.results ?? [],
      ...(statistics.length === 0 ? {} : { time: summarizeTimes(statistics) }),
      ...(rounds.length === 0 ? {} : { secondsPerRound: mean(rounds.map(({ seconds }) => seconds)) }),
      ...(memory === undefined ? {} : { memory }),
      ...(second === undefined
        ? {}
        : { confirmation: confirmationRecord(variant.name, first as Decided, second, judged(second)) }),
      ...(instructions === undefined ? {} : { instructions }),
      ...(traces === undefined ? {} : { traces }),
      ...(decision?.verdict === undefined ? {} : { verdict: decision.verdict }),
      ...(failure === undefined ? {} : { failure }),
    },
  ];
}

/** Without a verdict as long as the second part has none. */
function together(first: Decided, second: Decision | undefined): Decision {
  return second?.verdict === undefined ? { ...first, verdict: undefined } : confirm(first, second);
}

function confirmationRecord(
  variant: string,
  first: Decided,
  { statistics }: PartProgress,
  decision: Decision | undefined,
): ConfirmationRecord {
  return {
    first: first.verdict,
    rounds: statistics.length,
    roundsFile: artifactNames.rounds(variant, 'confirmation'),
    results: decision?.results ?? [],
    ...(decision?.verdict === undefined ? {} : { verdict: decision.verdict }),
  };
}

/** Its rule where that is another than the run's. */
function ownRule(plan: Plan, { extensions: _, ...rule }: Policy): Pick<VariantRecord, 'policy' | 'rule'> {
  return isDeepStrictEqual(rule, plan.policy) ? {} : { policy: rule, rule: policyWords(rule) };
}

function extensionsOf(plan: Plan, policy: Policy): Pick<VariantRecord, 'extensions'> {
  if (policy.extensions === undefined) return {};
  const extensions = policy.extensions.map((extension, at) => ({
    ...extension,
    alpha: alphaOfExtension(policy, plan.variants.length, at + 1),
  }));
  return { extensions };
}
