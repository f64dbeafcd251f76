// One run of the plugin, as a user starts it: several configs of a kind, each of which gets its verdict.

import { cpSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { run } from '../run-command.mjs';
import { configs, REPOSITORY, shownBy } from './workspace.mjs';

const NX = join(REPOSITORY, 'node_modules/.bin/nx');

/**
 * Measures configs of a kind against the other release.
 *
 * @returns a record for each, see `report.py`; `seconds` are those of its own rounds, `run.seconds` those of the command
 */
export async function ourRun(workspace, kind, names, signal) {
  const [load] = loadavg();
  const start = Date.now();
  const arguments_ = [
    'run',
    `${kind}:benchmark`,
    `--configs=${names.join(',')}`,
    '--failOn=never',
    '--runId=now',
    '--skip-nx-cache',
  ];
  rmSync(join(workspace, 'benchmark-artifacts'), { recursive: true, force: true });
  const output = await run(NX, arguments_, workspace, signal);
  const at = new Date().toISOString();
  const run_ = { seconds: (Date.now() - start) / 1000, load };
  const folder = join(workspace, 'benchmark-artifacts/now', kind);
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  } catch (error) {
    throw new Error(`The run left no results.\n${output}`, { cause: error });
  }
  const { machine, policy, variants } = manifest;
  if (variants.some(erred))
    cpSync(folder, join(workspace, 'erred', `${at.replaceAll(':', '-')} ${kind}`), { recursive: true });
  return variants.map((variant) => ({
    rule: 'ours',
    at,
    kind,
    config: variant.name,
    truth: configs[variant.name].more,
    shownBy: shownBy(kind),
    margin: configs[variant.name].margin ?? 2,
    lastLook: policy.looks.at(-1),
    method: variant.slicing?.method,
    iteration: variant.iterationSeconds,
    verdict: variant.failure ? 'failed' : variant.verdict.kind,
    level: variant.verdict?.level,
    moved: variant.verdict?.moved,
    results: variant.results?.filter(({ tested }) => tested).map(shortened),
    rounds: variant.rounds,
    seconds: variant.roundsFile === undefined ? 0 : secondsOf(join(folder, variant.roundsFile)),
    failure: variant.failure,
    run: run_,
    machine: `${machine.cpuModel}, ${machine.cpuCount} CPUs, ${machine.system}, Python ${machine.python}`,
  }));
}

/** Whether a verdict says the opposite of what is known. */
function erred({ name, verdict }) {
  const { more } = configs[name];
  return (
    verdict?.kind === 'improvement' ||
    (more === 0 ? verdict?.kind === 'regression' : verdict?.kind === 'no-change')
  );
}

/** Six digits are more than any of it is worth. */
function shortened({ statistic, ...numbers }) {
  const { change, low, high, deviation } = numbers;
  const short = Object.entries({ change, low, high, deviation }).map(([name, value]) => [
    name,
    Number(value.toPrecision(6)),
  ]);
  return { statistic, ...Object.fromEntries(short) };
}

function secondsOf(rounds) {
  const lines = readFileSync(rounds, 'utf8').trim().split('\n');
  return lines.reduce((total, line) => total + JSON.parse(line).seconds, 0);
}
