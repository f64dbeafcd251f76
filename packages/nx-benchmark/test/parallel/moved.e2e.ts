import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { REPOSITORY } from '../nx';
import { ITERATIONS, recordProgram, writeProgram } from './recorded-program';

const BIN = join(REPOSITORY, 'packages/nx-benchmark/bin/nx-benchmark.cjs');
const SIDES = ['baseline', 'candidate'] as const;
/** In whose folders that tool looks for the two sides. */
const FILES = {
  baseline: '/app/.venv_ddtrace_v1/lib/python3.11/site-packages/ddtrace/library.py',
  candidate: '/app/.venv_ddtrace_v2/lib/python3.11/site-packages/ddtrace/library.py',
};
/** What the candidate calls more often. */
const ENCODES = { baseline: 2, candidate: 4 };
const KINDS = { plain: [], threads: ['threads'], forks: ['threads', 'forks'] } as const;

let folder: string;
let artifacts: string;
let python: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nx-benchmark-moved-'));
  artifacts = join(folder, 'artifacts');
  execFileSync('python3', ['-m', 'venv', join(folder, 'venv')]);
  python = join(folder, 'venv/bin/python');
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'viztracer', 'jsonschema'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const programs = {
    baseline: writeProgram(join(folder, 'old'), { shift: 0, burn: 2000, encodes: ENCODES.baseline }),
    candidate: writeProgram(join(folder, 'new'), { shift: 7, burn: 20000, encodes: ENCODES.candidate }),
  };
  for (const side of SIDES) {
    for (const [kind, words] of Object.entries(KINDS)) {
      const output = join(artifacts, 'run/work', side, 'viztracer', `${kind}.json`);
      recordProgram(python, programs[side], [FILES[side], ...words], output);
    }
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const analyze = (...arguments_: readonly string[]) =>
  spawnSync(process.execPath, [BIN, 'analyze', artifacts, ...arguments_], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });

const profilesOf = (...arguments_: readonly string[]) => {
  const { stdout, stderr, status } = analyze('--json', ...arguments_);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return JSON.parse(stdout).profiles as readonly Profile[];
};

interface Profile {
  readonly config: string;
  readonly comparison: { readonly slower: readonly Change[]; readonly faster: readonly Change[] };
  readonly traces: readonly { readonly side: string; readonly processes: number; readonly threads: number }[];
}

interface Change {
  readonly function: string;
  readonly waits_for: string | null;
  readonly impact: number;
  readonly baseline: { readonly ncalls: number; readonly primitive_calls: number };
  readonly candidate: { readonly ncalls: number; readonly primitive_calls: number };
}

describe('what moved between two recordings', () => {
  it('is the function that does ten times the work, by itself and not by who called it', () => {
    for (const { config, comparison } of profilesOf('--profileCompare')) {
      const working = comparison.slower.filter((change) => change.waits_for === null);
      expect({ config, first: working[0]!.function }).toEqual({ config, first: 'burn (ddtrace/library.py)' });
      expect(comparison.faster.map((change) => change.function)).not.toContain('burn (ddtrace/library.py)');
    }
  });

  it('counts every call, primitive ones apart, and knows functions and lambdas whose lines moved', () => {
    const profiles = profilesOf('--profile-compare', '--profile-top=1000');
    const { comparison } = profiles.find(({ config }) => config === 'plain')!;
    const all = [...comparison.slower, ...comparison.faster];
    const counts = (name: string) => {
      const found = all.filter((change) => change.function.startsWith(name));
      return found.map(({ baseline, candidate }) =>
        [baseline, candidate].map((one) => [one.ncalls, one.primitive_calls]),
      );
    };
    const times = (calls: number, primitive = calls) => [calls * ITERATIONS, primitive * ITERATIONS];
    // fib(5) is 15 calls; even(5) goes down to odd(0) by six, of which the first of each is not made by its like.
    expect(counts('fib (')).toEqual([[times(15, 1), times(15, 1)]]);
    expect(counts('even (')).toEqual([[times(3, 1), times(3, 1)]]);
    expect(counts('odd (')).toEqual([[times(3, 1), times(3, 1)]]);
    expect(counts('burn (')).toEqual([[times(1), times(1)]]);
    expect(counts('<lambda> (')).toEqual([
      [times(1), times(1)],
      [times(1), times(1)],
    ]);
    const { slower } = profilesOf('--profile-compare', '--sort=percall', '--profile-top=1000')[0]!.comparison;
    expect(slower.some((change) => change.function.startsWith('<lambda> (ddtrace/library.py:'))).toBe(true);
    expect(counts('encode (')).toEqual([[times(ENCODES.baseline), times(ENCODES.candidate)]]);
  });

  it('tells processes and threads apart, and what waits from what works', () => {
    const { traces, comparison } = profilesOf('--profileCompare', '--profileTop=1000').find(
      ({ config }) => config === 'forks',
    )!;
    for (const trace of traces) expect(trace).toMatchObject({ processes: 2, threads: 4 });
    const waits = [...comparison.slower, ...comparison.faster].filter((change) => change.waits_for !== null);
    expect(waits.map((change) => change.function)).toEqual(
      expect.arrayContaining(['time.sleep', 'posix.waitpid']),
    );
  });

  it('is a table at the terminal, with names, a filter and a key', () => {
    const { stdout, status } = analyze(
      '--profile-compare',
      '--filter=ddtrace',
      '--min-calls=30',
      '--sort=cumtime',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('Profile: work/plain\n');
    expect(stdout).toContain('slower, by change of cumtime:');
    expect(stdout).toContain('iteration (ddtrace/library.py)');
    expect(stdout).not.toContain('time.sleep');
    const tree = analyze('--callTree=burn');
    expect(tree.stdout).toMatch(/called by\n(?:.*\n)*? *40 .* 100 % +<lambda>/);
    for (const line of `${stdout}${tree.stdout}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says so where only one side was recorded', () => {
    const alone = join(folder, 'alone/work/baseline/viztracer');
    cpSync(join(artifacts, 'run/work/baseline/viztracer'), alone, { recursive: true });
    const { stdout, status } = spawnSync(
      process.execPath,
      [BIN, 'analyze', join(folder, 'alone'), '--profileCompare'],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(0);
    expect(stdout).toContain('the candidate has no trace, so nothing is compared');
  });

  it('answers mistakes in a sentence', () => {
    expect(analyze('--profile-compare', '--sort=bogus')).toMatchObject({
      status: 1,
      stderr:
        'error: --sort=bogus is no key to sort by.\nhint: The keys are impact, tottime, cumtime, ncalls, percall.\n',
    });
    expect(analyze('--profile-compare', '--filter=nothing-has-this').stdout).toContain('no function moved');
  });
});

describe('files for other tools', () => {
  it('pstats counts as CPython’s own profiler does', () => {
    expect(analyze('--savePstats').status).toBe(0);
    const recorded = join(artifacts, 'run/work/candidate/viztracer/plain.prof');
    const profiled = join(folder, 'cprofile.prof');
    execFileSync(python, ['-m', 'cProfile', '-o', profiled, join(folder, 'new/main.py'), FILES.candidate]);
    expect(countsIn(recorded)).toEqual(countsIn(profiled));
    const session = spawnSync(python, ['-m', 'pstats', recorded], {
      input: 'sort tottime\nstats 3\ncallers burn\ncallees iteration\n',
      encoding: 'utf8',
    });
    expect(session.stdout).toMatch(/ddtrace\/library\.py:\d+\(burn\) +<- +40 /);
    expect(session.stdout).toMatch(/\(iteration\) +-> /);
  });

  it('speedscope’s schema holds', () => {
    expect(analyze('--speedscope').status).toBe(0);
    const schema = speedscopeSchema();
    if (schema === undefined) return;
    const document = join(artifacts, 'run/work/speedscope.forks.json');
    const check =
      'import json, jsonschema, sys; jsonschema.validate(*[json.load(open(path)) for path in sys.argv[1:]])';
    execFileSync(python, ['-c', check, document, schema]);
    const { profiles } = JSON.parse(readFileSync(document, 'utf8'));
    expect(profiles.map(({ name }: { name: string }) => name)).toEqual([
      'work/forks (baseline)',
      'work/forks (candidate)',
    ]);
  });

  it('a flame graph is one page', () => {
    expect(analyze('--flame-graph').stdout).toContain('written: ');
    const html = readFileSync(join(artifacts, 'run/work/flame-graph.plain.html'), 'utf8');
    expect(html).toContain('burn (ddtrace/library.py)');
  });
});

/** Calls, primitive calls and the same by caller, of the library's functions. */
function countsIn(path: string): unknown {
  // Some versions of Python tell the recorder whole names, and their own profiler the last part.
  const script = `
import json, pstats, sys
mine = lambda key: key[0].endswith("ddtrace/library.py") and not key[2].startswith("<module")
last = lambda key: key[2].split('.')[-1]
print(json.dumps(sorted(
    [key[1], last(key), values[:2], sorted([caller[1], last(caller), four[:2]] for caller, four in values[4].items() if mine(caller))]
    for key, values in pstats.Stats(sys.argv[1]).stats.items() if mine(key)
)))`;
  const counts = JSON.parse(execFileSync(python, ['-c', script, path], { encoding: 'utf8' }));
  expect(counts.length).toBeGreaterThanOrEqual(8);
  return counts;
}

/** As it is published with the viewer. */
function speedscopeSchema(): string | undefined {
  const place = join(folder, 'speedscope');
  mkdirSync(place);
  const packed = spawnSync('npm', ['pack', '--silent', 'speedscope@1.25.0'], {
    cwd: place,
    encoding: 'utf8',
  });
  if (packed.status !== 0) {
    process.stderr.write(`\n*** NOT RUN: speedscope's schema, which npm does not give: ${packed.stderr}\n\n`);
    return undefined;
  }
  execFileSync('tar', ['-xzf', packed.stdout.trim()], { cwd: place });
  const found = execFileSync('find', [place, '-name', 'file-format-schema.json'], { encoding: 'utf8' });
  expect(existsSync(found.trim())).toBe(true);
  return found.trim();
}

// The script whose tables --compat prints: scripts/perf-analyze of dd-trace-py.
const script = process.env.NX_BENCHMARK_PERF_ANALYZE;

if (script === undefined) {
  test('NOT RUN: --compat against the script itself', () => {
    process.stderr.write(
      '\n*** NOT RUN: --compat against the script itself. Set NX_BENCHMARK_PERF_ANALYZE. ***\n\n',
    );
  });
} else {
  describe('--compat prints what the script prints', () => againstScript(script));
}

function againstScript(path: string): void {
  const tables = (...arguments_: readonly string[]) => {
    const ran = spawnSync('python3', [path, artifacts, ...arguments_], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    expect(ran.status).toBe(0);
    return fromFirstTable(ran.stdout);
  };
  const ours = (...arguments_: readonly string[]) =>
    fromFirstTable(analyze('--compat', ...arguments_).stdout);

  it.each([
    [['--profile-top', '20']],
    [['--profile-top', '20', '--filter', 'ddtrace']],
    [['--profile-top', '15', '--sort', 'cumtime']],
    [['--profile-top', '15', '--sort', 'percall', '--min-calls', '30']],
    // What is called once moves by whole nanoseconds, so that some are equal; their order there is chance.
    [['--profile-compare', '--min-calls', '30']],
    [['--profile-compare', '--filter', 'ddtrace', '--min-calls', '50']],
    [['--profile-compare', '--sort', 'cumtime', '--filter', 'library.py']],
  ])('%j', (arguments_) => {
    const [expected, actual] = [tables(...arguments_), ours(...arguments_)];
    expect(expected).toContain('burn (ddtrace/library.py)');
    expect(actual).toBe(expected);
  });

  it('the same rows of counts, of which it orders equal ones by chance', () => {
    const arguments_ = ['--profile-compare', '--sort', 'ncalls', '--profile-top', '1000'];
    const [expected, actual] = [tables(...arguments_), ours(...arguments_)].map((text) =>
      text.split('\n').sort(),
    );
    expect(actual).toEqual(expected);
  });
}

function fromFirstTable(text: string): string {
  return text.slice(text.search(/\n=+\nProfile/));
}
