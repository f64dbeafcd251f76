import { median } from 'simple-statistics';
import { compareProcesses, FEWEST_PROCESSES } from '../analysis/compare-processes';
import { summarizeSeconds } from '../analysis/summarize-times';
import type { Caution } from '../domain/caution';
import { type PerSide, SIDES, type Side } from '../domain/side';
import type { Verdict } from '../domain/verdict';
import type { Manifest, VariantRecord } from '../results/manifest';
import { policyOfRecord } from '../results/policy-of-record';
import { type PyperfBenchmark, readPyperf } from '../results/read-pyperf';
import type { VariantReport } from './summarize';
import { variantFacts } from './variant-facts';

/** What pyperf's files say of a config, and the doubts about them. */
export interface VariantOfPyperf {
  readonly variant: VariantReport;
  readonly cautions: readonly Caution[];
}

/**
 * A config of which there are pyperf's files alone: its times as pyperf tells them, over all values, and its change from
 * process to process.
 *
 * @param files of the sides that have one
 */
export function variantOfPyperf(
  manifest: Manifest,
  record: VariantRecord,
  files: Partial<PerSide<string>>,
): VariantOfPyperf {
  const [{ baseline, candidate }, unreadable] = readSides(files);
  const { variant, cautions } =
    baseline !== undefined && candidate !== undefined
      ? comparedSides(manifest, record, { baseline, candidate })
      : singleSide(manifest, record, { baseline, candidate });
  return { variant, cautions: [...unreadable, ...cautions] };
}

function comparedSides(
  manifest: Manifest,
  record: VariantRecord,
  sides: PerSide<PyperfBenchmark>,
): VariantOfPyperf {
  const values = each(sides, ({ processes }) => processes);
  const variant = {
    ...variantFacts(manifest, record, 0),
    rounds: 0,
    time: each(sides, timesOf),
    ...compareProcesses(values, policyOfRecord(manifest, record), manifest.variants.length),
    ...memoryOf(sides),
    processes: each(values, ({ length }) => length),
  };
  return { variant, cautions: doubtsAbout(record.name, sides) };
}

/** With one side, or none, nothing is compared. */
function singleSide(
  manifest: Manifest,
  record: VariantRecord,
  sides: PerSide<PyperfBenchmark | undefined>,
): VariantOfPyperf {
  const facts = { ...variantFacts(manifest, record, 0), rounds: 0, results: [], verdict: NOTHING_COMPARED };
  const nothing = { variant: { ...facts, time: undefined }, cautions: [] };
  const side = SIDES.find((side) => sides[side] !== undefined);
  const missing = SIDES.find((side) => sides[side] === undefined);
  if (side === undefined || missing === undefined) return nothing;
  const time = timesOf(sides[side]!);
  // A side measured alone is told as one of ours: against itself.
  if (manifest.alone)
    return { variant: { ...facts, time: { baseline: time, candidate: time } }, cautions: [] };
  return {
    variant: { ...nothing.variant, single: { side, time } },
    cautions: [{ kind: 'missing-side', variant: record.name, side: missing, seconds: time.mean }],
  };
}

const NOTHING_COMPARED: Verdict = { kind: 'inconclusive', moved: [], rounds: 0 };

function readSides(files: Partial<PerSide<string>>): [Partial<PerSide<PyperfBenchmark>>, Caution[]] {
  const sides: Partial<Record<Side, PyperfBenchmark>> = {};
  const unreadable: Caution[] = [];
  for (const side of SIDES) {
    const file = files[side];
    if (file === undefined) continue;
    const read = readPyperf(file);
    if ('reason' in read) unreadable.push({ kind: 'unreadable-file', file, reason: read.reason });
    else sides[side] = read;
  }
  return [sides, unreadable];
}

function each<T, U>(sides: PerSide<T>, of: (side: T) => U): PerSide<U> {
  return { baseline: of(sides.baseline), candidate: of(sides.candidate) };
}

function timesOf({ processes }: PyperfBenchmark) {
  return summarizeSeconds(processes.flat());
}

function memoryOf(sides: PerSide<PyperfBenchmark>): Pick<VariantReport, 'memory'> {
  if (SIDES.some((side) => sides[side].maxRss.length === 0)) return {};
  return { memory: { bytes: each(sides, ({ maxRss }) => median(maxRss)) } };
}

/** What pyperf notes that has to be alike on both sides. */
const CONDITIONS = ['hostname', 'cpu_model_name', 'platform', 'python_version', 'timer'];

function doubtsAbout(variant: string, sides: PerSide<PyperfBenchmark>): Caution[] {
  const processes = each(sides, (side) => side.processes.length);
  const few = SIDES.some((side) => processes[side] < FEWEST_PROCESSES);
  const conditions = CONDITIONS.flatMap((name): Caution[] => {
    const [baseline, candidate] = SIDES.map((side) => sides[side].metadata[name]);
    return baseline === undefined || candidate === undefined || baseline === candidate
      ? []
      : [{ kind: 'other-conditions', variant, name, values: { baseline, candidate } }];
  });
  return [
    ...(few ? [{ kind: 'few-processes', variant, processes, needed: FEWEST_PROCESSES } as const] : []),
    ...conditions,
  ];
}
