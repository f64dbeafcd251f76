import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../analysis/policy';
import type { Round } from '../domain/round';
import { normalizePluginOptions } from '../graph/plugin-options';
import { seededRandom } from '../plan/random';
import { MANIFEST_VERSION, type Manifest } from '../results/manifest';
import { RunStore } from '../results/run-store';
import { afterTasks, type FinishedTask } from './after-tasks';

const options = normalizePluginOptions({});
const metadata = { name: 'x', innerLoops: 1, pythonVersion: '3', cpuModel: 'a CPU', platform: 'Linux' };
let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
});

/** Rounds of a candidate slower by `change`, with a noise that differs from round to round. */
function store(runId: string, scenario: string, change: number, count: number): void {
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
    variants: [{ name: 'small', roundsFile: 'rounds/small.jsonl' }],
    cautions: [],
  } as unknown as Manifest);
  store.publishLatest();
}

const task = (scenario: string, status: string, hash = scenario): FinishedTask => ({
  task: { target: { target: 'benchmark' }, outputs: [`benchmark-artifacts/latest/${scenario}`], hash },
  status,
});

const after = (tasks: readonly FinishedTask[], runId = 'now') =>
  afterTasks(options, workspace, tasks, join(workspace, 'cache'), runId);

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
    expect(lines[0]).toMatch(/^scenario +config +change +interval +verdict$/);
    expect(lines[1]).toMatch(/^beta +small +\+(9|10)\.\d\d % .* regression \(blocking\)$/);
    expect(lines[2]).toMatch(/^alpha +small .* no change$/);
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

  it('has nothing to say where nothing was measured', () => {
    expect(after([])).toBeUndefined();
    expect(
      after([{ task: { target: { target: 'build' }, outputs: ['dist'] }, status: 'success' }]),
    ).toBeUndefined();
  });
});
