import type { Finding } from '../domain/finding';
import type { EventSink } from '../domain/run-event';
import type { Plan } from '../plan/plan';
import { planFirstProcess } from '../plan/plan-round';
import { sidesOf } from '../plan/sides-of';
import type { VariantFailure } from '../results/manifest';
import { type Harness, ScenarioFailed } from './harness';

/** What a check came to. */
export interface CheckedVariants {
  readonly findings: readonly Finding[];
  readonly failures: readonly VariantFailure[];
}

/** A runner and the CPUs that it may use. */
export interface CheckingPlace {
  readonly harness: Pick<Harness, 'calibrate' | 'check'>;
  readonly cpus: readonly number[];
}

/** Checks every variant of a plan, one process at a time: what one leaves behind is then known for its own. */
export async function checkVariants(
  plan: Plan,
  place: CheckingPlace,
  events: EventSink,
): Promise<CheckedVariants> {
  const checked: CheckedVariants[] = [];
  for (const { name } of plan.variants) {
    events({ kind: 'step', text: `checking ${plan.scenario}/${name}` });
    checked.push(await checkVariant(plan, name, place));
  }
  return {
    findings: checked.flatMap(({ findings }) => findings),
    failures: checked.flatMap(({ failures }) => failures),
  };
}

/** On each side, whatever came of the other; and if both are sound, two processes at once, as a run begins. */
async function checkVariant(
  plan: Plan,
  variant: string,
  { harness, cpus }: CheckingPlace,
): Promise<CheckedVariants> {
  const { sliceSeconds } = plan;
  const first = planFirstProcess(plan, variant, cpus);
  const sides = sidesOf(plan);
  const failures: VariantFailure[] = [];
  const findings: Finding[] = [];
  for (const side of sides) {
    const asked = { variant, side, cpus: first.cpus, hashSeed: first.hashSeed, sliceSeconds };
    const found = await orFailure(() => harness.check(asked), failures);
    findings.push(...(found ?? []).map((facts): Finding => ({ variant, sides: [side], facts })));
  }
  if (failures.length === 0) {
    const { cpus: pinned, hashSeed } = first;
    const calibrated = await orFailure(
      () => harness.calibrate(variant, pinned, hashSeed, sliceSeconds),
      failures,
    );
    const reason = calibrated?.exclusive;
    // Whoever asks for one at a time knows.
    if (reason !== undefined && plan.method !== 'interleaved') {
      findings.push({ variant, sides, facts: { kind: 'one-at-a-time', reason } });
    }
  }
  return { findings: oneOfEachKind(findings), failures };
}

/** Undefined for a scenario that fails, which is then among the failures. */
async function orFailure<T>(step: () => Promise<T>, failures: VariantFailure[]): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof ScenarioFailed)) throw error;
    failures.push(error.failure);
    return undefined;
  }
}

/** What both sides show is one finding. */
function oneOfEachKind(findings: readonly Finding[]): readonly Finding[] {
  const byKind = new Map<string, Finding>();
  for (const finding of findings) {
    const { kind } = finding.facts;
    const before = byKind.get(kind);
    byKind.set(kind, before ? { ...before, sides: [...before.sides, ...finding.sides] } : finding);
  }
  return [...byKind.values()];
}
