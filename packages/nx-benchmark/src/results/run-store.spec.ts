import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Round, Slice } from '../domain/round';
import { MANIFEST_VERSION, type Manifest } from './manifest';
import { findRun, readRounds } from './read-results';
import { RunStore } from './run-store';

const metadata = {
  name: 'span-start',
  innerLoops: 2,
  pythonVersion: '3.11.2',
  cpuModel: 'a CPU',
  platform: 'Linux',
};
let artifacts: string;

beforeEach(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
});

afterEach(() => rmSync(artifacts, { recursive: true, force: true }));

function round(index: number, variant = 'start'): Round {
  const slice: Slice = {
    wall: 0.004,
    cpu: 0.003,
    childrenCpu: 0,
    involuntarySwitches: 0,
    voluntarySwitches: 1,
  };
  return {
    index,
    variant,
    method: 'lock-step',
    cpus: [1],
    order: ['baseline', 'candidate'],
    loops: 2,
    slices: { baseline: [slice, slice], candidate: [slice, { ...slice, wall: 0.008 }] },
    processCpu: { baseline: 0.003, candidate: 0.004 },
    maxRss: { baseline: 1000, candidate: 2000 },
    seconds: 1,
    startedAt: '2026-11-22T12:00:00.000Z',
  };
}

function manifest(runId: string, updatedAt: string): Manifest {
  return {
    schemaVersion: MANIFEST_VERSION,
    runId,
    scenario: 'span',
    state: 'complete',
    updatedAt,
    variants: [{ name: 'start', roundsFile: 'rounds/start.jsonl' }],
  } as unknown as Manifest;
}

describe('RunStore', () => {
  it.each<[string, (store: RunStore) => unknown]>([
    ['a round', (store) => store.addRound(round(0), metadata)],
    ['the manifest', (store) => store.writeManifest(manifest('run', '2026-11-22T12:00:00.000Z'))],
    ['the log of a build', (store) => store.writeBuildLog('candidate', 'built')],
  ])('hides the folder of artifacts from git with the first file, be it %s', (_, write) => {
    const store = new RunStore(artifacts, 'run', 'span');
    expect(store.readEarlier()).toBeUndefined();
    expect(readdirSync(artifacts)).toEqual([]);
    write(store);
    expect(readFileSync(join(artifacts, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('keeps each round as it comes, under the names users rely on', () => {
    const store = new RunStore(artifacts, 'one', 'span');
    store.addRound(round(0), metadata);
    store.addRound(round(1), metadata);
    expect(readdirSync(join(artifacts, 'one/span')).sort()).toEqual(['baseline', 'candidate', 'rounds']);
    const candidate = JSON.parse(
      readFileSync(join(artifacts, 'one/span/candidate/results.start.json'), 'utf8'),
    );
    expect(candidate.metadata).toMatchObject({
      name: 'span-start',
      unit: 'second',
      loops: 2,
      inner_loops: 2,
    });
    // Two loops with two inner loops each: a value is a quarter of its slice.
    const run = { values: [0.001, 0.002], metadata: { mem_max_rss: 2000, cpu_affinity: '1' } };
    expect(candidate.benchmarks[0].runs).toMatchObject([run, run]);
  });

  it('gives pyperf the CPU time of a co-run, where wall time counts both sides', () => {
    const store = new RunStore(artifacts, 'one', 'span');
    store.addRound({ ...round(0), method: 'co-run' }, metadata);
    const file = join(artifacts, 'one/span/candidate/results.start.json');
    const { benchmarks } = JSON.parse(readFileSync(file, 'utf8'));
    // CPU of a slice is 3 ms, and four iterations long.
    expect(benchmarks[0].runs[0].values).toEqual([0.00075, 0.00075]);
  });

  it('leaves no unfinished files behind', () => {
    const store = new RunStore(artifacts, 'one', 'span');
    store.addRound(round(0), metadata);
    store.writeManifest(manifest('one', '2026-11-22T12:00:00Z'));
    store.publishLatest();
    const files = readdirSync(artifacts, { recursive: true }).map(String);
    expect(files.filter((file) => file.includes('tmp'))).toEqual([]);
    expect(files).toContain('latest/span/baseline/results.start.json');
  });
});

describe('the traces of a run', () => {
  const file = 'candidate/viztracer/start.json';
  const traced = (updatedAt: string) => {
    const whole = manifest('one', updatedAt);
    const sides = { candidate: { file, bytes: 2, events: 0, processes: 1, seconds: 1 } };
    const traces = { iterations: 1, minDuration: 0, tool: 'viztracer', sides };
    return { ...whole, variants: [{ ...whole.variants[0]!, traces }] };
  };

  it('stay in its own folder, whatever the scenario is called', () => {
    const store = new RunStore(artifacts, 'one', 'viztracer');
    store.addRound(round(0), metadata);
    mkdirSync(join(store.folder, 'candidate/viztracer'));
    writeFileSync(join(store.folder, file), '{}');
    store.publishLatest();
    const files = readdirSync(join(artifacts, 'latest/viztracer'), { recursive: true }).map(String);
    expect(files).toContain('candidate/results.start.json');
    expect(files.filter((path) => path.includes('viztracer'))).toEqual([]);
  });

  it('are known to be lost where their files are', () => {
    const store = new RunStore(artifacts, 'one', 'span');
    store.writeManifest(traced('2026-11-22T12:00:00Z'));
    expect([...store.readEarlier()!.tracesLost]).toEqual(['start']);
    mkdirSync(join(store.folder, 'candidate/viztracer'), { recursive: true });
    writeFileSync(join(store.folder, file), '{}');
    expect([...store.readEarlier()!.tracesLost]).toEqual([]);
  });
});

describe('findRun', () => {
  const save = (runId: string, updatedAt: string) => {
    const store = new RunStore(artifacts, runId, 'span');
    store.addRound(round(0), metadata);
    store.writeManifest(manifest(runId, updatedAt));
    utimesSync(join(store.folder, 'manifest.json'), new Date(updatedAt), new Date(updatedAt));
    store.publishLatest();
  };

  it('finds the run that measured last, or the one asked for', () => {
    save('zzz', '2026-11-22T12:00:00Z');
    save('aaa', '2026-11-22T13:00:00Z');
    expect(findRun(artifacts).scenarios.map(({ folder }) => folder)).toEqual([join(artifacts, 'aaa/span')]);
    expect(findRun(artifacts, 'zzz').scenarios.map(({ folder }) => folder)).toEqual([
      join(artifacts, 'zzz/span'),
    ]);
  });

  it('takes the folder of one run alone, wherever it is', () => {
    save('one', '2026-11-22T12:00:00Z');
    expect(findRun(join(artifacts, 'one'))).toMatchObject({ runId: 'one', scenarios: [{}] });
    expect(findRun(join(artifacts, 'latest'))).toMatchObject({ scenarios: [{ manifest: { runId: 'one' } }] });
  });

  it('reads a cached copy where the run itself is not on this machine', () => {
    save('one', '2026-11-22T12:00:00Z');
    rmSync(join(artifacts, 'one'), { recursive: true });
    const [stored] = findRun(artifacts).scenarios;
    expect(stored!.folder).toBe(join(artifacts, 'latest/span'));
    expect(readRounds(stored!, 'start')).toEqual([round(0)]);
  });

  it('takes no copy for a run that a crash left half-made', () => {
    save('one', '2026-11-22T12:00:00Z');
    mkdirSync(join(artifacts, 'latest/span.4711.tmp'));
    writeFileSync(join(artifacts, 'latest/span.4711.tmp/manifest.json'), '{"schemaVers');
    expect(findRun(artifacts).scenarios.map(({ folder }) => folder)).toEqual([join(artifacts, 'one/span')]);
  });

  it('reads every whole round of a file that a crash cut short', () => {
    save('one', '2026-11-22T12:00:00Z');
    appendFileSync(join(artifacts, 'one/span/rounds/start.jsonl'), '{"index":1,"variant":"sta');
    expect(readRounds(findRun(artifacts).scenarios[0]!, 'start')).toEqual([round(0)]);
  });

  it('says where it looked and what is there', () => {
    expect(() => findRun(artifacts)).toThrow(`No results in ${artifacts}.`);
    save('one', '2026-11-22T12:00:00Z');
    expect(() => findRun(artifacts, 'two')).toThrow(`No run two in ${artifacts}; it holds one.`);
    expect(() => findRun(artifacts, undefined, 'tracer')).toThrow(`No results of tracer in ${artifacts}.`);
  });
});
