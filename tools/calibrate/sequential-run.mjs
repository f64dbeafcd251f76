// What the others do: all processes of one release, then all of the next, each a real pyperf run with pyperf's own
// numbers (20 processes, 3 values each of at least 0.1 s, one warm-up). Their rules judge the values; see `rules.py`.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { run } from '../run-command.mjs';
import { REPOSITORY } from './workspace.mjs';

const SIDES = ['baseline', 'candidate'];

/** Measures both releases on equal work, one after the other; gives a record with the values of each process. */
export async function sequentialRun(workspace, kind, signal) {
  const [load] = loadavg();
  const start = Date.now();
  const values = {};
  for (const side of SIDES) values[side] = await pyperf(workspace, kind, side, signal);
  const seconds = (Date.now() - start) / 1000;
  return { rule: 'sequential', at: new Date().toISOString(), kind, values, seconds, load };
}

async function pyperf(workspace, kind, side, signal) {
  const python = await environment(workspace, kind, side, signal);
  const app = join(workspace, 'sequential', kind);
  const output = join(app, `${side}.json`);
  rmSync(output, { force: true });
  const arguments_ = [
    'scenario.py',
    '--copy-env',
    '--quiet',
    '--output',
    output,
    '--name',
    'same-1',
    '--more',
    '0',
  ];
  await run(python, arguments_, app, signal);
  const { benchmarks } = JSON.parse(readFileSync(output, 'utf8'));
  return benchmarks[0].runs.flatMap(({ values }) =>
    values === undefined ? [] : [values.map((value) => Number(value.toPrecision(6)))],
  );
}

/** Python of a virtual environment with the release, made at its first use. */
async function environment(workspace, kind, side, signal) {
  const app = join(workspace, 'sequential', kind);
  const folder = join(workspace, 'sequential', `${kind}-${side}`);
  const python = join(folder, 'bin/python');
  if (!existsSync(join(folder, 'ready'))) {
    rmSync(folder, { recursive: true, force: true });
    const scenario = join(workspace, 'benchmarks', kind);
    const own = join(scenario, 'requirements_scenario.txt');
    mkdirSync(app, { recursive: true });
    cpSync(join(REPOSITORY, 'packages/nx-benchmark/harness/bm'), join(app, 'bm'), { recursive: true });
    cpSync(join(scenario, 'scenario.py'), join(app, 'scenario.py'));
    await run('python3', ['-m', 'venv', folder], workspace, signal);
    const requirements = ['pyperf==2.10.0', `./${side}`, ...(existsSync(own) ? ['-r', own] : [])];
    await run(
      python,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements],
      workspace,
      signal,
    );
    mkdirSync(join(folder, 'ready'));
  }
  return python;
}
