import { extendPolicy } from '../analysis/extend-policy';
import { UserError } from '../domain/user-error';
import type { Plan } from '../plan/plan';
import { policyOf } from '../plan/policy-of';
import type { Continuation, Manifest } from '../results/manifest';
import { policyOfRecord } from '../results/policy-of-record';
import type { EarlierRun } from '../results/run-store';
import { type RunFacts, runRecorder } from './run-recorder';
import { isOpen, resumed, untouched, type VariantProgress } from './variant-progress';

/** A run that goes on: the plan with what the earlier part decided, and how far it came. */
export interface ContinuedRun {
  readonly plan: Plan;
  readonly facts: RunFacts;
  readonly progress: readonly VariantProgress[];
}

/**
 * Lets a plan go on where an earlier run stopped: with its seed, its slicing and its finished rounds. Configs of both
 * are the run's; those the plan does not ask for stay as they are. With `plan.moreRounds`, what the run left
 * inconclusive is extended, under its own rule.
 *
 * @throws UserError naming each thing that differs, if rounds of the two could not be compared
 */
export function continueRun(asking: Plan, earlier: EarlierRun, facts: RunFacts): ContinuedRun {
  const { manifest } = earlier;
  const plan = asking.moreRounds === undefined ? asking : underRuleOf(manifest, asking);
  const now = runRecorder(plan, facts)('running', [], []);
  const differences = [...differing(manifest, now), ...differingConfigs(manifest, plan)];
  if (differences.length > 0) {
    throw new UserError(
      `The run ${plan.runId} cannot go on with ${plan.scenario}, since its rounds were measured otherwise: ${differences.join('; ')}.`,
      'Make it equal again, or choose another --runId (none for a new run).',
    );
  }
  const stored = manifest.variants.map(({ name, variables }) => ({ name, variables }));
  const added = plan.variants.filter(({ name }) => !stored.some((variant) => variant.name === name));
  const ownPolicies = Object.fromEntries([
    ...added.map(({ name }) => [name, policyOf(plan, name)] as const),
    ...manifest.variants.map((record) => [record.name, policyOfRecord(manifest, record)] as const),
  ]);
  const going: Plan = { ...plan, seed: manifest.seed, variants: [...stored, ...added], ownPolicies };
  const asked = new Set(plan.variants.map(({ name }) => name));
  const progressUnder = (rule: Plan) => [
    ...manifest.variants.map((record) =>
      resumed(record, earlier, asked.has(record.name), rule, facts.placement),
    ),
    ...added.map(({ name }) => untouched(name)),
  ];
  const whole = extended(going, progressUnder(going));
  const progress = progressUnder(whole);
  const here: Continuation = { at: facts.startedAt, rounds: finishedRounds(earlier) };
  return {
    plan: whole,
    progress,
    facts: {
      ...facts,
      startedAt: manifest.startedAt,
      continued: [...(manifest.continued ?? []), ...(progress.some(isOpen) ? [here] : [])],
      machine: { ...facts.machine, loadAverage: manifest.machine.loadAverage },
    },
  };
}

/** More rounds say more only if they are judged as those that are there were. */
function underRuleOf({ policy, variants }: Manifest, plan: Plan): Plan {
  const own = variants.flatMap((record) => (record.policy ? [[record.name, record.policy] as const] : []));
  return { ...plan, policy, ownPolicies: Object.fromEntries(own) };
}

/** The plan with more rounds for each config that was asked for, came to its last look, and could be settled. */
function extended(plan: Plan, progress: readonly VariantProgress[]): Plan {
  const { moreRounds } = plan;
  if (moreRounds === undefined) return plan;
  const ready = progress.filter(({ asked, failure, decision }) => {
    return asked && failure === undefined && decision?.verdict?.moreRounds !== undefined;
  });
  const policies = ready.map(({ name, statistics }) => {
    return [name, extendPolicy(policyOf(plan, name), statistics.length, moreRounds)] as const;
  });
  return { ...plan, ownPolicies: { ...plan.ownPolicies, ...Object.fromEntries(policies) } };
}

/** Rounds of all configs together. */
export function finishedRounds({ rounds, confirmations }: EarlierRun): number {
  return [...rounds.values(), ...confirmations.values()].flat().length;
}

/** What has to be equal for rounds to be of one kind, in the order it is told. */
const CONDITIONS: readonly (readonly [string, (manifest: Manifest) => string])[] = [
  ['baseline', ({ sides }) => sideText(sides.baseline)],
  ['candidate', ({ sides, alone }) => (alone ? 'none' : sideText(sides.candidate))],
  ['engine', ({ engine }) => engine.kind],
  ['what is not isolated', ({ engine }) => engine.notIsolated?.join(', ') || 'nothing'],
  ['image', ({ engine }) => engine.imageId ?? 'none'],
  ['environment (what is installed, by content)', ({ engine }) => short(engine.environmentKey)],
  ['files of the scenario (by content)', ({ versions }) => short(versions.scenario)],
  ['harness', ({ versions }) => short(versions.harness)],
  ['policy', ({ policy }) => JSON.stringify(policy)],
  ['CPUs of a round', ({ placement }) => String(placement?.cpusPerRun)],
  ['machine', ({ machine }) => machineText(machine)],
];

function differing(before: Manifest, now: Manifest): string[] {
  return CONDITIONS.flatMap(([name, read]) => told(name, read(before), read(now)));
}

function differingConfigs(before: Manifest, plan: Plan): string[] {
  return plan.variants.flatMap(({ name, variables }) => {
    const record = before.variants.find((variant) => variant.name === name);
    if (record === undefined) return [];
    const own = record.policy !== undefined || plan.ownPolicies?.[name] !== undefined;
    const policies = [record.policy ?? before.policy, policyOf(plan, name)].map((one) => JSON.stringify(one));
    return [
      ...told(`config ${name}`, JSON.stringify(record.variables), JSON.stringify(variables)),
      ...(own ? told(`policy of config ${name}`, policies[0]!, policies[1]!) : []),
    ];
  });
}

function told(name: string, before: string, now: string): string[] {
  return before === now ? [] : [`${name} was ${before} and is ${now}`];
}

function sideText({ name, version, installed }: Manifest['sides']['baseline']): string {
  return installed === `${name}==${version}` ? installed : `${name} ${version} (${installed})`;
}

function machineText({ cpuModel, cpuCount, system, architecture, python }: Manifest['machine']): string {
  return `${cpuModel} x${cpuCount}, ${system}, ${architecture}, Python ${python}`;
}

/** @param key absent in what a version before it wrote */
function short(key: string | undefined): string {
  return key?.slice(0, 12) ?? 'not recorded';
}
