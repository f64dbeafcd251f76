import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { madeRound, slice } from '../analysis/testing/made-round';
import type { Verdict } from '../domain/verdict';
import { blankVariant } from '../results/blank-manifest';
import type { Manifest, VariantRecord } from '../results/manifest';
import { findRun } from '../results/read-results';
import { RunStore } from '../results/run-store';
import { jsonReport } from './json';
import { summarizeStored } from './summarize-stored';
import { madeReport } from './testing/made-report';

const REAL = join(__dirname, '../results/testdata/pyperf');

let artifacts: string;

beforeEach(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
});

afterEach(() => rmSync(artifacts, { recursive: true, force: true }));

const folder = () => join(artifacts, 'one/span');
const roundsFile = () => join(folder(), 'rounds/start.jsonl');
const summarized = () => summarizeStored(findRun(artifacts).scenarios[0]!);
const kinds = ({ manifest }: ReturnType<typeof summarized>) => manifest.cautions.map(({ kind }) => kind);

/** Saves eight rounds of a candidate that is 5 % slower, and a manifest if one is given. */
function save(record?: Partial<VariantRecord>, changes: Partial<Manifest> = {}): void {
  const store = new RunStore(artifacts, 'one', 'span');
  const metadata = { name: 'span', innerLoops: 1, pythonVersion: '3', cpuModel: 'a CPU', platform: 'Linux' };
  for (let index = 0; index < 8; index++) {
    const slices = (seconds: number) =>
      Array.from({ length: 12 }, (_, at) => slice(seconds * (1 + at / 1e4)));
    const slower = 1.05 + index / 1e4;
    store.addRound(
      madeRound({ baseline: slices(1e-3), candidate: slices(1e-3 * slower) }, { index }),
      metadata,
    );
  }
  if (record === undefined) return;
  const variant = { ...blankVariant('start', 'rounds/start.jsonl'), rounds: 8, ...record };
  store.writeManifest({ ...madeReport([]).manifest, runId: 'one', variants: [variant], ...changes });
}

/** Removes all rounds but the first. */
function keepRounds(count: number): void {
  const lines = readFileSync(roundsFile(), 'utf8').split('\n').slice(0, count);
  writeFileSync(roundsFile(), `${lines.join('\n')}\n`);
}

const recorded: Verdict = { kind: 'no-change', moved: [], rounds: 8 };

describe('a run with its rounds', () => {
  it('is judged again where an older version recorded no times', () => {
    save({ verdict: recorded });
    const report = summarized();
    expect(report.variants[0]).toMatchObject({ verdict: { kind: 'regression' }, rounds: 8 });
    expect(kinds(report)).toEqual([]);
  });

  it('is not judged again where its manifest says all', () => {
    const time = { baseline: { mean: 1, deviation: 0 }, candidate: { mean: 2, deviation: 0 } };
    save({ verdict: recorded, time });
    expect(summarized().variants[0]).toMatchObject({ verdict: recorded, time });
  });

  it('is judged as far as it came where it was killed', () => {
    save({ rounds: 7 }, { state: 'running' });
    appendFileSync(roundsFile(), '{"index":');
    const whole = summarized();
    expect(whole.variants[0]).toMatchObject({ verdict: { kind: 'regression' }, rounds: 8 });
    expect(kinds(whole)).toEqual([]);
  });

  it('tells the doubts that its rounds raise where it was killed before it could', () => {
    save({ rounds: 2 }, { state: 'running' });
    keepRounds(3);
    expect(kinds(summarized())).toEqual(['too-few-rounds']);
  });

  it('is judged by the usual rule where the manifest is lost, and promises no going on', () => {
    save();
    const whole = summarized();
    expect(whole).toMatchObject({ recovered: true, variants: [{ verdict: { kind: 'regression' } }] });
    expect(kinds(whole)).toContain('no-manifest');
    keepRounds(3);
    const few = summarized();
    expect(few.variants[0]!.verdict).toEqual({ kind: 'inconclusive', moved: [], rounds: 3 });
    expect(kinds(few)).toContain('too-few-rounds');
  });

  it('goes without the lines that are none, and says how many', () => {
    save({});
    const lines = readFileSync(roundsFile(), 'utf8').split('\n');
    const damaged = ['{"index":', '{}', 'null', '[]', '{"index":1,"slices":{"baseline":{"wall":[1]}}}'];
    writeFileSync(roundsFile(), [...lines.slice(0, 7), ...damaged, ...lines.slice(7)].join('\n'));
    const report = summarized();
    expect(report.variants[0]).toMatchObject({ rounds: 8, verdict: { kind: 'regression' } });
    expect(report.manifest.cautions).toEqual([{ kind: 'damaged-rounds', variant: 'start', lines: 5 }]);
  });
});

describe('a run that lost its rounds', () => {
  const missing = { kind: 'rounds-missing', variant: 'start', rounds: 0, recorded: 8 };

  it('keeps the verdict that its manifest holds', () => {
    save({ verdict: recorded });
    rmSync(roundsFile());
    const report = summarized();
    expect(report.variants[0]).toMatchObject({ verdict: recorded, rounds: 8 });
    expect(report.manifest.cautions).toEqual([{ ...missing, shown: 'recorded' }]);
  });

  it('is judged by those that are left, or by pyperf’s files', () => {
    save({});
    keepRounds(7);
    const some = summarized();
    expect(some.variants[0]).toMatchObject({ verdict: { kind: 'regression' }, rounds: 7 });
    expect(some.manifest.cautions).toEqual([{ ...missing, rounds: 7, shown: 'rounds' }]);
    rmSync(roundsFile());
    const none = summarized();
    expect(none.variants[0]).toMatchObject({ processes: { baseline: 8, candidate: 8 }, rounds: 0 });
    expect(none.variants[0]!.results[0]!.change).toBeCloseTo(0.05, 2);
    expect(none.manifest.cautions).toMatchObject([{ ...missing, shown: 'pyperf' }, { kind: 'sequential' }]);
  });
});

describe('pyperf’s files alone', () => {
  const answers = JSON.parse(readFileSync(join(REAL, 'answers.json'), 'utf8'));

  beforeEach(() => {
    for (const side of ['baseline', 'candidate'])
      cpSync(join(REAL, side), join(folder(), side), { recursive: true });
  });

  it('give the means of pyperf and the interval of SciPy', () => {
    const { variants, manifest } = summarized();
    const [variant] = variants;
    expect(variant!.processes).toEqual({ baseline: 6, candidate: 6 });
    for (const side of ['baseline', 'candidate'] as const) {
      expect(variant!.time![side].mean / answers[side].mean).toBeCloseTo(1, 12);
      expect(variant!.time![side].deviation / answers[side].stdev).toBeCloseTo(1, 12);
    }
    const [result] = variant!.results;
    expect(result!.statistic).toBe('sequential');
    expect(result!.change).toBeCloseTo(answers.change, 12);
    expect(result!.low).toBeCloseTo(answers.low, 12);
    expect(result!.high).toBeCloseTo(answers.high, 12);
    expect(manifest.cautions.map(({ kind }) => kind)).toEqual(['no-manifest', 'sequential']);
    expect(manifest.machine.python).toMatch(/^3\./);
  });

  it('are told as data that names no versions, and how many processes there were', () => {
    const report = summarized();
    const [scenario] = JSON.parse(jsonReport('one', [report])).scenarios;
    expect(scenario).toMatchObject({ baseline: null, candidate: null, engine: null });
    expect(scenario.configs[0]).toMatchObject({ name: 'work', processes: { baseline: 6, candidate: 6 } });
    expect(scenario.configs[0].baseline.mean_seconds).toBeCloseTo(answers.baseline.mean, 12);
    expect(scenario.configs[0].change_percent).toBeCloseTo(100 * answers.change, 10);
  });

  it('of one config that lacks a side tell the other’s time and compare nothing', () => {
    cpSync(join(REAL, 'candidate/results.work.json'), join(folder(), 'candidate/results.more.json'));
    const { variants, manifest } = summarized();
    const [more, work] = variants;
    expect(more).toMatchObject({ name: 'more', time: undefined, verdict: { kind: 'inconclusive' } });
    expect(more!.single).toMatchObject({ side: 'candidate' });
    expect(more!.single!.time.mean / answers.candidate.mean).toBeCloseTo(1, 12);
    expect(work!.time).toBeDefined();
    expect(manifest.cautions).toContainEqual(
      expect.objectContaining({ kind: 'missing-side', variant: 'more', side: 'baseline' }),
    );
  });

  it('of one side are told as measured alone', () => {
    rmSync(join(folder(), 'candidate'), { recursive: true });
    const { variants, manifest } = summarized();
    expect(manifest.alone).toBe(true);
    expect(variants[0]!.time!.baseline.mean / answers.baseline.mean).toBeCloseTo(1, 12);
  });

  it('that cannot be read, are too few, or come from two machines are doubts', () => {
    const real = JSON.parse(readFileSync(join(REAL, 'candidate/results.work.json'), 'utf8'));
    const written = (name: string, document: unknown) => {
      mkdirSync(join(folder(), 'candidate'), { recursive: true });
      writeFileSync(join(folder(), `candidate/results.${name}.json`), JSON.stringify(document));
      cpSync(join(REAL, 'baseline/results.work.json'), join(folder(), `baseline/results.${name}.json`));
    };
    const runs = real.benchmarks[0].runs.filter((run: { values?: unknown }) => run.values);
    written('few', { ...real, benchmarks: [{ ...real.benchmarks[0], runs: runs.slice(0, 1) }] });
    written('web', { name: 'a web app' });
    written('work', { ...real, metadata: { ...real.metadata, cpu_model_name: 'another CPU' } });
    const { variants, manifest } = summarized();
    expect(variants.map(({ name, results }) => [name, results.length])).toEqual([
      ['few', 0],
      ['web', 0],
      ['work', 1],
    ]);
    const doubts = manifest.cautions.map((caution) =>
      'variant' in caution ? `${caution.kind} ${caution.variant}` : caution.kind,
    );
    expect(doubts).toEqual([
      'no-manifest',
      'few-processes few',
      'unreadable-file',
      'missing-side web',
      'other-conditions work',
      'sequential',
    ]);
  });
});
