import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { TraceProfile } from '../../src/domain/trace-profile';
import { REPOSITORY } from '../nx';

/** What is shipped, with the compiled engine in it. */
const { readTrace } = require('../../dist/trace/read-trace.js') as {
  readTrace: (path: string) => Promise<TraceProfile>;
};
const { sumTree } = require('../../dist/profile/sum-tree.js') as typeof import('../../src/profile/sum-tree');

type Sums = readonly [calls: number, primitive: number, own: number, cumulative: number];

interface Truth {
  readonly functions: Readonly<Record<string, Sums>>;
  readonly edges: Readonly<Record<string, Sums>>;
  readonly processes: number;
  readonly threads: number;
  readonly events: number;
}

const folder = mkdtempSync(join(tmpdir(), 'traces-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MICROSECOND = 1e-6;

describe.each([
  ['with orjson', 'orjson', '{"traceEvents":[{"'],
  ['without orjson', '', '{"traceEvents": [{"'],
])('traces that viztracer recorded %s', (_, extra, head) => {
  const python = viztracerPython(extra);

  (python === undefined ? it.skip : it).each([
    ['one thread', [], []],
    ['threads', ['threads'], []],
    ['forks', ['forks'], []],
    ['threads and forks', ['threads', 'forks'], []],
    ['arguments and results', ['threads'], ['--log_func_args', '--log_func_retval']],
    ['a ring that is full', [], ['--tracer_entries', '2000']],
  ])('say what a simpler reader says, in both engines: %s', async (name, kinds, flags) => {
    const path = join(folder, `${extra}-${name.replaceAll(' ', '-')}.json`);
    const program = [join(__dirname, 'traced.py'), ...kinds];
    const command = ['-m', 'viztracer', '--quiet', ...flags, '--output_file', path, '--', ...program];
    execFileSync(python!, command, { stdio: ['ignore', 'ignore', 'inherit'] });
    expect(readFileSync(path, 'latin1').slice(0, head.length)).toBe(head);
    const truth = JSON.parse(
      execFileSync(python!, [join(__dirname, 'true-trace.py'), path], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      }),
    ) as Truth;
    expect(truth.events).toBeGreaterThan(500);
    if (kinds.includes('forks')) expect(truth.processes).toBe(4);

    const profiles = await inTurn(['wasm', 'plain'], (engine) => {
      process.env.NX_BENCHMARK_TRACE_ENGINE = engine;
      return readTrace(path);
    });
    for (const profile of profiles) {
      const { processes, threads, events } = profile;
      expect({ processes, threads, events }).toEqual({
        processes: truth.processes,
        threads: truth.threads,
        events: truth.events,
      });
      const { names, tree } = profile;
      const sums = sumTree(tree, Uint32Array.from(names.keys()), names.length);
      expectSums(byName(sums.functions.map((one, at) => [names[at], one])), truth.functions);
      const edges = sums.edges.map((one) => [[names[one.caller], names[one.callee]], one] as const);
      expectSums(byName(edges), truth.edges);
      const full = flags.includes('--tracer_entries');
      expect(profile.cautions).toEqual(full ? [{ kind: 'overflow' }] : []);
    }
    expect(profiles[0]).toEqual(profiles[1]);
  });
});

/** In the order and the spelling of JSON that JavaScript has. */
function byName(
  sums: readonly (readonly [
    unknown,
    { calls: number; primitiveCalls: number; own: number; cumulative: number },
  ])[],
): Map<string, Sums> {
  return new Map(
    sums.map(([name, { calls, primitiveCalls, own, cumulative }]) => [
      typeof name === 'string' ? name : JSON.stringify(name),
      [calls, primitiveCalls, own, cumulative],
    ]),
  );
}

function expectSums(ours: Map<string, Sums>, truth: Readonly<Record<string, Sums>>): void {
  const theirs = new Map(
    Object.entries(truth).map(([key, sums]) => [
      key.startsWith('[') ? JSON.stringify(JSON.parse(key)) : key,
      sums,
    ]),
  );
  expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
  for (const [key, [calls, primitive, own, cumulative]] of theirs) {
    const [ourCalls, ourPrimitive, ourOwn, ourCumulative] = ours.get(key)!;
    expect([key, ourCalls, ourPrimitive]).toEqual([key, calls, primitive]);
    // Theirs are microseconds. Both added the same numbers, in another order.
    expect(ourOwn).toBeCloseTo(own * MICROSECOND, 9);
    expect(ourCumulative).toBeCloseTo(cumulative * MICROSECOND, 9);
  }
}

async function inTurn<T>(all: readonly string[], work: (one: string) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}

/** Undefined, with a word about it, where viztracer cannot be had. */
function viztracerPython(extra: string): string | undefined {
  try {
    const python = execFileSync(
      'bash',
      [join(REPOSITORY, 'tools/viztracer-python'), ...(extra ? [extra] : [])],
      {
        encoding: 'utf8',
        timeout: 300_000,
      },
    ).trim();
    if (existsSync(python)) return python;
  } catch (error) {
    process.stderr.write(
      `\n*** NOT RUN: what viztracer records, which cannot be had: ${(error as Error).message} ***\n\n`,
    );
  }
  return undefined;
}
