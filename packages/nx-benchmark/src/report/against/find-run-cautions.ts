import { policyWords } from '../../analysis/policy-words';
import type { PerRun, RunCaution, RunCondition, RunRole } from '../../domain/run-caution';
import type { Manifest, VariantRecord } from '../../results/manifest';
import type { ScenarioReport } from '../summarize';
import { isSameBaseline, isSameSide, sideText } from './baselines';

/** What speaks against comparing two runs of a scenario, in the order it is told. */
export function findRunCautions(reports: PerRun<ScenarioReport>): readonly RunCaution[] {
  const manifests = { reference: reports.reference.manifest, current: reports.current.manifest };
  return [
    ...(isSameBaseline(manifests)
      ? []
      : [differs('baseline', manifests, ({ sides }) => sideText(sides.baseline))]),
    ...sameCandidate(manifests),
    ...CONDITIONS.map(([condition, read]) => differs(condition, manifests, read)).filter(
      ({ values }) => values.reference !== values.current,
    ),
    ...differingPackages(manifests),
    ...differingVariants(manifests),
    ...missing(manifests, 'reference'),
    ...missing(manifests, 'current'),
    ...doubtful(manifests.reference, 'reference'),
    ...doubtful(manifests.current, 'current'),
  ];
}

type Differing = Extract<RunCaution, { readonly values: unknown }>;

function differs(
  condition: RunCondition,
  { reference, current }: PerRun<Manifest>,
  read: (manifest: Manifest) => string,
): Differing {
  return { kind: `${condition}-differs`, values: { reference: read(reference), current: read(current) } };
}

const CONDITIONS: readonly (readonly [RunCondition, (manifest: Manifest) => string])[] = [
  [
    'machine',
    ({ machine: { cpuModel, cpuCount, system, architecture } }) =>
      `${cpuModel} x${cpuCount}, ${system}, ${architecture}`,
  ],
  ['interpreter', ({ machine }) => `Python ${machine.python}`],
  ['engine', ({ engine }) => engine.description],
  ['scenario', ({ versions }) => versions.scenario.slice(0, 12)],
  ['harness', ({ versions }) => `${versions.plugin}, harness ${versions.harness.slice(0, 12)}`],
  ['rule', ({ policy }) => policyWords(policy)],
];

/** Of what both sides of a run have in common besides the library: the packages that the other run has otherwise. */
function differingPackages({ reference, current }: PerRun<Manifest>): RunCaution[] {
  const [then, now] = [reference, current].map(({ sides: { baseline } }) => baseline.packages) as [
    Readonly<Record<string, string>>,
    Readonly<Record<string, string>>,
  ];
  const subject = current.sides.baseline.name;
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
  const differing = names.filter((name) => name !== subject && then[name] !== now[name]);
  if (differing.length === 0) return [];
  const text = (packages: Readonly<Record<string, string>>) =>
    differing.map((name) => `${name} ${packages[name] ?? 'absent'}`).join(', ');
  return [{ kind: 'packages-differs', values: { reference: text(then), current: text(now) } }];
}

function sameCandidate({ reference, current }: PerRun<Manifest>): RunCaution[] {
  return isSameSide(reference.sides.candidate, current.sides.candidate)
    ? [{ kind: 'same-candidate', version: sideText(current.sides.candidate) }]
    : [];
}

function differingVariants({ reference, current }: PerRun<Manifest>): RunCaution[] {
  const namesWhere = (differ: (a: VariantRecord, b: VariantRecord) => boolean) =>
    current.variants.flatMap((variant) => {
      const other = reference.variants.find(({ name }) => name === variant.name);
      return other !== undefined && differ(other, variant) ? [variant.name] : [];
    });
  const methods = namesWhere((a, b) => a.slicing.method !== b.slicing.method);
  const variables = namesWhere((a, b) => JSON.stringify(a.variables) !== JSON.stringify(b.variables));
  return [
    ...(methods.length === 0 ? [] : [{ kind: 'method-differs', variants: methods } as const]),
    ...(variables.length === 0 ? [] : [{ kind: 'variables-differ', variants: variables } as const]),
  ];
}

/** Variants that `from` lacks and the other run has. */
function missing(manifests: PerRun<Manifest>, from: RunRole): RunCaution[] {
  const here = new Set(manifests[from].variants.map(({ name }) => name));
  const there = manifests[from === 'reference' ? 'current' : 'reference'].variants;
  const variants = there.map(({ name }) => name).filter((name) => !here.has(name));
  return variants.length === 0 ? [] : [{ kind: 'missing', from, variants }];
}

function doubtful({ runId, cautions }: Manifest, run: RunRole): RunCaution[] {
  return cautions.length === 0 ? [] : [{ kind: 'doubtful', run, runId, cautions: cautions.length }];
}
