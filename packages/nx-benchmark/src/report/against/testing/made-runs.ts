import { madeRound, slice } from '../../../analysis/testing/made-round';
import { gaussian, mulberry32 } from '../../../analysis/testing/random';
import type { Round } from '../../../domain/round';
import type { PerRun } from '../../../domain/run-caution';
import type { Manifest, VariantRecord } from '../../../results/manifest';
import { type ScenarioReport, summarize } from '../../summarize';
import { madeReport } from '../../testing/made-report';
import type { AgainstReport } from '../against-report';
import { summarizeAgainst } from '../summarize-against';

/** A run of `span` as it was measured: how much each config's candidate is slower, as a fraction. */
export interface MadeRun {
  readonly changes: Readonly<Record<string, number>>;
  readonly manifest?: Partial<Manifest>;
}

const ROUNDS = 16;
/** Of a round's ratio. */
const NOISE = 0.002;

/** Two runs against each other, from rounds that scatter a little around their changes. */
export function madeAgainst(reference: MadeRun, current: MadeRun): AgainstReport {
  const [then, now] = [measured('then', reference, 1), measured('now', current, 2)];
  const reports = { reference: then.report, current: now.report };
  return summarizeAgainst(reports, (report, variant) =>
    (report === then.report ? then : now).roundsOf(variant),
  );
}

/** The same change of one config in both runs, but for what the manifests say. */
export function madeLike(manifests: Partial<PerRun<Partial<Manifest>>>): AgainstReport {
  const { reference = {}, current = {} } = manifests;
  const changes = { start: 0.1 };
  return madeAgainst({ changes, manifest: reference }, { changes, manifest: current });
}

/** A variant of a manifest, measured in lock-step, but for `overrides`. */
export function madeRecord(name: string, overrides: Partial<VariantRecord> = {}): VariantRecord {
  return {
    name,
    benchmark: name,
    innerLoops: 1,
    variables: {},
    slicing: { method: 'lock-step', loops: 1, pairs: 2, warmup: 0 },
    iterationSeconds: 0.001,
    rounds: ROUNDS,
    roundsFile: `rounds/${name}.jsonl`,
    results: [],
    ...overrides,
  };
}

interface Measured {
  readonly report: ScenarioReport;
  readonly roundsOf: (variant: string) => readonly Round[];
}

function measured(runId: string, { changes, manifest }: MadeRun, seed: number): Measured {
  const rounds = new Map(
    Object.entries(changes).map(([name, change], at) => [name, madeRounds(change, seed + 10 * at)]),
  );
  const roundsOf = (variant: string) => rounds.get(variant) ?? [];
  const variants = Object.keys(changes).map((name) => madeRecord(name));
  const whole: Manifest = { ...madeReport([]).manifest, runId, variants, ...manifest };
  return { report: summarize(whole, roundsOf), roundsOf };
}

function madeRounds(change: number, seed: number): Round[] {
  const random = mulberry32(seed);
  return Array.from({ length: ROUNDS }, (_, index) => {
    const candidate = slice(0.001 * (1 + change) * Math.exp(NOISE * gaussian(random)));
    return madeRound(
      { baseline: [slice(0.001), slice(0.001)], candidate: [candidate, candidate] },
      { index },
    );
  });
}
