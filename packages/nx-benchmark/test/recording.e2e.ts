import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { type NxOptions, nx } from './nx';

let workspace: MadeWorkspace;
let cache: string;

/** The new version is slower where much is counted, and equal where little is. */
const LIBRARY = `
def count(size):
    total = 0
    for item in range(size * 3 if size > 5000 else size):
        total += item
    return total
`;

/** Prepares and cleans up in functions of its own: no trace may hold them. */
const SCENARIO = `
import bm


def prepare():
    import counting
    return counting.count


def clean_up():
    pass


class Work(bm.Scenario):
    size: int

    def run(self):
        count = prepare()

        def loop(loops):
            for _ in range(loops):
                count(self.size)

        yield loop
        clean_up()
`;

beforeAll(() => {
  workspace = makeWorkspace(0);
  workspace.write('new/counting.py', LIBRARY);
  workspace.write('benchmarks/work/scenario.py', SCENARIO);
  cache = mkdtempSync(join(tmpdir(), 'traces-cache-'));
});

afterAll(() => {
  workspace.remove();
  rmSync(cache, { recursive: true, force: true });
});

const run = (arguments_: readonly string[], env: NxOptions['env'] = {}, watch?: NxOptions['watch']) =>
  // A margin that a busy machine cannot hide.
  nx(['run', 'work:benchmark', '--failOn=never', '--margin=15', '--blocking=15', ...arguments_], {
    cwd: workspace.root,
    env: { NX_BENCHMARK_CACHE: cache, ...env },
    ...(watch === undefined ? {} : { watch }),
  });

const manifestOf = (runId: string) =>
  JSON.parse(readFileSync(join(workspace.artifacts, runId, 'work/manifest.json'), 'utf8'));

const configOf = (runId: string, name: string) =>
  manifestOf(runId).variants.find((variant: { name: string }) => variant.name === name);

const traceOf = (runId: string, side: string, config: string) => {
  const path = join(workspace.artifacts, runId, 'work', side, 'viztracer', `${config}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Trace) : undefined;
};

interface Trace {
  readonly traceEvents: readonly { readonly ph: string; readonly name: string; readonly dur: number }[];
}

const callsOf = ({ traceEvents }: Trace, name: string) =>
  traceEvents.filter((event) => event.ph === 'X' && event.name.startsWith(`${name} (`));

describe.each(['local', 'docker'])('traces on the engine %s', (engine) => {
  const runId = `traces-${engine}`;

  it('are recorded of a regression alone, on both sides, of the measured work alone', async () => {
    const { output, code } = await run([`--engine=${engine}`, `--runId=${runId}`, '--profile=regressions']);
    expect(code).toBe(0);
    expect(output).toContain('large: regression (blocking)');
    expect(output).toContain('small: no change');
    expect(output).toMatch(/^recording work\/large: about \d+ MB a side$/m);
    expect(output).not.toContain('recording work/small');
    expect(output).toMatch(/^ *moved +count \+[\d.]+ .s a call, \d+ % of it$/m);
    // All rounds come first.
    expect(output.indexOf('recording work')).toBeGreaterThan(output.lastIndexOf('next look at'));
    expect(configOf(runId, 'small').traces).toBeUndefined();
    const { traces } = configOf(runId, 'large');
    expect(traces).toMatchObject({ tool: expect.stringMatching(/^viztracer \d/), minDuration: 0 });
    for (const side of ['baseline', 'candidate']) {
      expect(traceOf(runId, side, 'small')).toBeUndefined();
      const trace = traceOf(runId, side, 'large')!;
      expect(callsOf(trace, 'count')).toHaveLength(traces.iterations);
      expect(callsOf(trace, 'Work.run.<locals>.loop')).toHaveLength(1);
      expect(callsOf(trace, 'prepare')).toEqual([]);
      expect(callsOf(trace, 'clean_up')).toEqual([]);
      const events = trace.traceEvents.filter(({ ph }) => ph === 'X').length;
      expect(traces.sides[side]).toMatchObject({ events, processes: 1 });
      expect(traces.sides[side].overflow).toBeUndefined();
    }
    const seconds = (side: string) => {
      const calls = callsOf(traceOf(runId, side, 'large')!, 'count').map(({ dur }) => dur);
      return calls.sort((a, b) => a - b)[calls.length >> 1]!;
    };
    expect(seconds('candidate') / seconds('baseline')).toBeGreaterThan(1.1);
    const latest = readdirSync(join(workspace.artifacts, 'latest/work'), { recursive: true }).map(String);
    expect(latest).toContain('candidate/results.large.json');
    expect(latest.filter((path) => path.includes('viztracer'))).toEqual([]);
  });

  it('are added to a run that is there, and nothing is measured again', async () => {
    const before = manifestOf(runId);
    const { output } = await run([`--engine=${engine}`, `--runId=${runId}`, '--profile']);
    expect(output).toContain('recording work/small');
    expect(output).not.toContain('recording work/large');
    expect(output).not.toContain('next look at');
    const after = manifestOf(runId);
    for (const key of ['verdict', 'rounds', 'results', 'slicing'] as const) {
      expect(after.variants.map((variant: Record<string, unknown>) => variant[key])).toEqual(
        before.variants.map((variant: Record<string, unknown>) => variant[key]),
      );
    }
    const { iterations } = configOf(runId, 'small').traces;
    expect(callsOf(traceOf(runId, 'candidate', 'small')!, 'count')).toHaveLength(iterations);
    const again = await run([`--engine=${engine}`, `--runId=${runId}`, '--profile', '--skip-nx-cache']);
    expect(again.output).toContain('nothing is measured again');
    expect(again.output).not.toContain('recording work');
  });

  it('that were cut short by a kill are not there, and the run is; it goes on with recording', async () => {
    const id = `killed-${engine}`;
    const options = [`--engine=${engine}`, `--runId=${id}`, '--configs=small', '--profile'];
    let killed = false;
    await run(options, {}, (output, child) => {
      if (killed || !output.includes('recording work/small')) return;
      killed = true;
      process.kill(-child.pid!, 'SIGKILL');
    });
    expect(killed).toBe(true);
    const { verdict, rounds, traces } = configOf(id, 'small');
    expect([verdict.kind, traces]).toEqual(['no-change', undefined]);
    for (const side of ['baseline', 'candidate']) expect(traceOf(id, side, 'small')).toBeUndefined();
    const { output, code } = await run(options);
    expect(code).toBe(0);
    expect(output).not.toContain('next look at');
    expect(configOf(id, 'small')).toMatchObject({ rounds, traces: { iterations: expect.any(Number) } });
    expect(callsOf(traceOf(id, 'candidate', 'small')!, 'count').length).toBeGreaterThan(0);
  });

  it('keep to a size; where one iteration exceeds it, the result says so', async () => {
    const many = SCENARIO.replace('count(self.size)', '[count(1) for _ in range(30000)]');
    workspace.write('benchmarks/work/scenario.py', many);
    const id = `small-${engine}`;
    const options = [`--engine=${engine}`, `--runId=${id}`, '--configs=small', '--no-self-check'];
    const { output } = await run([...options, '--profile=all', '--profileMaxSize=1m', '--maxRounds=6']);
    workspace.write('benchmarks/work/scenario.py', SCENARIO);
    expect(output).toMatch(
      /small: the\s+trace\s+of\s+the\s+baseline\s+and\s+of\s+the\s+candidate\s+is\s+larger/,
    );
    const { sides, iterations } = configOf(id, 'small').traces;
    expect(iterations).toBe(1);
    for (const side of ['baseline', 'candidate']) {
      expect(sides[side].overflow).toBe(true);
      expect(sides[side].bytes).toBeLessThan(3 * 2 ** 20);
      expect(callsOf(traceOf(id, side, 'small')!, 'count').length).toBeGreaterThan(1000);
    }
  });
});

it('without an index for the recorder the verdict stays, and one sentence says why there is no trace', async () => {
  rmSync(join(cache, 'recorder'), { recursive: true, force: true });
  const offline = { PIP_INDEX_URL: 'http://127.0.0.1:9/simple/', PIP_RETRIES: '0' };
  const { output, code } = await run(
    ['--engine=local', '--runId=offline', '--configs=small', '--profile'],
    offline,
  );
  expect(code).toBe(0);
  expect(output).toContain('small: no change');
  expect(output).toMatch(/^no traces will be recorded\. Could not install viztracer: .* cannot be reached/m);
  expect(configOf('offline', 'small').traces).toBeUndefined();
});
