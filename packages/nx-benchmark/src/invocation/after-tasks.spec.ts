import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../analysis/policy';
import type { Round } from '../domain/round';
import { normalizePluginOptions } from '../graph/plugin-options';
import { seededRandom } from '../plan/random';
import { PLAIN_STYLE } from '../report/terminal/terminal-style';
import { MANIFEST_VERSION, type Manifest } from '../results/manifest';
import { RunStore } from '../results/run-store';
import { afterTasks, type FinishedTask } from './after-tasks';

const options = normalizePluginOptions({});
const metadata = { name: 'x', innerLoops: 1, pythonVersion: '3', cpuModel: 'a CPU', platform: 'Linux' };
let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
});

afterEach(() => rmSync(workspace, { recursive: true, force: true }));

/** Rounds of a candidate slower by `change`, with a noise that differs from round to round. */
function store(runId: string, scenario: string, change: number, count: number, more = {}): void {
  const artifacts = join(workspace, 'benchmark-artifacts');
  const store = new RunStore(artifacts, runId, scenario);
  const random = seededRandom(scenario);
  for (let index = 0; index < count; index++) {
    const slice = (cpu: number) => ({
      wall: cpu,
      cpu,
      childrenCpu: 0,
      involuntarySwitches: 0,
      voluntarySwitches: 0,
    });
    const candidate = 0.002 * (1 + change + 0.002 * (random.next() - 0.5));
    const round: Round = {
      index,
      variant: 'small',
      method: 'lock-step',
      cpus: [0],
      order: ['baseline', 'candidate'],
      loops: 1,
      slices: { baseline: [slice(0.002), slice(0.002)], candidate: [slice(candidate), slice(candidate)] },
      processCpu: { baseline: 0.002, candidate },
      maxRss: { baseline: 1, candidate: 1 },
      seconds: 1,
      startedAt: '',
    };
    store.addRound(round, metadata);
  }
  store.writeManifest({
    schemaVersion: MANIFEST_VERSION,
    runId,
    scenario,
    state: 'complete',
    policy: defaultPolicy,
    sides: { baseline: {}, candidate: {} },
    variants: [{ name: 'small', roundsFile: 'rounds/small.jsonl', ...more }],
    cautions: [],
  } as unknown as Manifest);
  store.publishLatest();
}

const task = (scenario: string, status: string, hash = scenario): FinishedTask => ({
  task: { target: { target: 'benchmark' }, outputs: [`benchmark-artifacts/latest/${scenario}`], hash },
  status,
});

const nx = (line: string) => ['node', 'nx', ...line.split(' ')];

const after = (tasks: readonly FinishedTask[], line = 'affected -t benchmark') =>
  afterTasks(
    options,
    workspace,
    tasks,
    nx(line),
    join(workspace, 'cache'),
    { NX_BENCHMARK_INVOCATION: 'now' },
    PLAIN_STYLE,
  );

describe('afterTasks', () => {
  it('brings what the cache restored into the run, and writes one table, worst first', () => {
    store('earlier', 'alpha', 0, 8);
    store('now', 'beta', 0.1, 8);
    const summary = after([task('alpha', 'local-cache'), task('beta', 'failure')]);
    expect(readdirSync(join(workspace, 'benchmark-artifacts/now')).sort()).toEqual([
      'alpha',
      'beta',
      'summary.json',
      'summary.txt',
    ]);
    const lines = summary!.table.split('\n');
    expect(lines[0]).toMatch(/^config +verdict +change in %/);
    expect(lines[1]).toMatch(/^beta\/small +blocking +\+(9|10)\.\d\d \[/);
    expect(lines[2]).toMatch(/^alpha\/small +no change +[+-]/);
    expect(summary!.next).toMatch(/^1 regression \(blocking\); .*nx run beta:benchmark --runId=now/s);
    expect(readFileSync(summary!.file, 'utf8')).toBe(`${summary!.table}\n`);
    const { scenarios } = JSON.parse(
      readFileSync(join(workspace, 'benchmark-artifacts/now/summary.json'), 'utf8'),
    );
    expect(scenarios.map(({ scenario }: { scenario: string }) => scenario)).toEqual(['alpha', 'beta']);
  });

  it('takes an inconclusive result out of the cache, and leaves the others', () => {
    store('now', 'alpha', 0, 3);
    store('now', 'beta', 0, 8);
    for (const hash of ['alpha', 'beta']) mkdirSync(join(workspace, 'cache', hash), { recursive: true });
    after([task('alpha', 'success'), task('beta', 'success')]);
    expect(existsSync(join(workspace, 'cache/alpha'))).toBe(false);
    expect(existsSync(join(workspace, 'cache/beta'))).toBe(true);
  });

  it('takes a result with traces out of the cache, which does not hold them', () => {
    const traces = { iterations: 1, minDuration: 0, tool: 'viztracer', sides: {} };
    store('now', 'alpha', 0, 8, { traces });
    mkdirSync(join(workspace, 'cache/alpha'), { recursive: true });
    const summary = after([task('alpha', 'success')]);
    expect(existsSync(join(workspace, 'cache/alpha'))).toBe(false);
    expect(summary!.undecided).toEqual([]);
  });

  it('takes out of the cache whatever a check left there, and shows no table of earlier results', () => {
    store('now', 'alpha', 0, 8);
    mkdirSync(join(workspace, 'cache/alpha'), { recursive: true });
    expect(after([task('alpha', 'success')], 'run alpha:benchmark --check')).toBeUndefined();
    expect(existsSync(join(workspace, 'cache/alpha'))).toBe(false);
  });

  it('names an inconclusive result that a cache gave back', () => {
    store('earlier', 'alpha', 0, 3);
    store('earlier', 'beta', 0, 8);
    const summary = after([task('alpha', 'remote-cache'), task('beta', 'remote-cache')]);
    expect(summary!.undecided).toEqual(['alpha']);
  });

  it('brings restored results to another folder of artifacts, where a variable names one', () => {
    store('earlier', 'alpha', 0, 8);
    const env = { NX_BENCHMARK_INVOCATION: 'now', NX_BENCHMARK_ARTIFACTS: 'elsewhere' };
    const tasks = [task('alpha', 'local-cache')];
    afterTasks(options, workspace, tasks, nx('affected -t benchmark'), join(workspace, 'cache'), env);
    expect(readdirSync(join(workspace, 'elsewhere/now')).sort()).toEqual([
      'alpha',
      'summary.json',
      'summary.txt',
    ]);
  });

  it('has nothing to say where nothing was measured', () => {
    expect(after([])).toBeUndefined();
    expect(
      after([{ task: { target: { target: 'build' }, outputs: ['dist'] }, status: 'success' }]),
    ).toBeUndefined();
  });
});
