// How long does it take to show a large run? Makes artifacts of 100 scenarios with 60 configs each from the documents of a
// real one (its files are linked, not copied), with older runs and the cached copy beside it, and runs the whole command for
// each form of the report, in turn, a process each. CPU seconds and peak memory are the whole process's.
// `npm run build` first; needs GNU time.
//
//   node tools/bench-analyze.mjs [--from DIR] [--scenarios 100] [--configs 60] [--older 3] [--runs 3] [--folder DIR] [--keep]
//
// --from: the folder of a scenario that was measured, benchmark-artifacts/<run-id>/<scenario>

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';

const TOOLS = dirname(fileURLToPath(import.meta.url));
const BIN = join(TOOLS, '../packages/nx-benchmark/bin/nx-benchmark.cjs');
const REAL = join(TOOLS, '../packages/nx-benchmark/src/results/testdata/run/work');
const MEGABYTE = 1e6;
const FORMS = { terminal: [], '--json': ['--json'], '--markdown': ['--markdown'], '--html': ['--html'] };

const { values: options } = parseArgs({
  options: {
    from: { type: 'string', default: REAL },
    scenarios: { type: 'string', default: '100' },
    configs: { type: 'string', default: '60' },
    older: { type: 'string', default: '3' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const print = (text) => process.stdout.write(`${text}\n`);

const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'bench-analyze-'));
try {
  bench();
} finally {
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
}

function bench() {
  const [scenarios, configs] = [Number(options.scenarios), Number(options.configs)];
  const newest = `run-${options.older}`;
  for (let run = 0; run < Number(options.older); run++) {
    for (let at = 0; at < scenarios; at++) makeScenario(`run-${run}`, `run-${run}`, at, configs);
  }
  // As a run does: what is cached is a copy of each scenario, made when it is complete.
  for (let at = 0; at < scenarios; at++) {
    for (const place of [newest, 'latest']) makeScenario(place, newest, at, configs);
  }
  print(`${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}`);
  print(`${scenarios} scenarios with ${configs} configs each, ${Number(options.older) + 1} runs\n`);
  print('| | wall s | CPU s | peak MB | output MB |');
  print('|---|---:|---:|---:|---:|');
  const taken = Object.fromEntries(Object.keys(FORMS).map((form) => [form, []]));
  for (let time = 0; time < Number(options.runs); time++) {
    for (const [form, flags] of Object.entries(FORMS)) taken[form].push(measure(flags));
  }
  for (const [form, runs] of Object.entries(taken)) {
    const [wall, cpu] = [medianOf(runs, 'wall'), medianOf(runs, 'cpu')];
    const [peak, output] = ['peak', 'output'].map((key) => Math.max(...runs.map((one) => one[key])));
    print(`| ${form} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${peak.toFixed(0)} | ${output.toFixed(1)} |`);
  }
}

/** @param runId that the manifest names, wherever it lies */
function makeScenario(place, runId, number, configs) {
  const scenario = `scenario-${number}`;
  const made = join(folder, place, scenario);
  const manifest = JSON.parse(readFileSync(join(options.from, 'manifest.json'), 'utf8'));
  const variants = Array.from({ length: configs }, (_, at) => {
    const record = manifest.variants[at % manifest.variants.length];
    const name = `${record.name}-${at}`;
    for (const file of ['rounds/*.jsonl', 'baseline/results.*.json', 'candidate/results.*.json']) {
      link(file.replace('*', record.name), join(made, file.replace('*', name)));
    }
    return { ...record, name, roundsFile: `rounds/${name}.jsonl` };
  });
  const text = JSON.stringify({ ...manifest, runId, scenario, variants }, null, 1);
  writeFileSync(join(made, 'manifest.json'), `${text}\n`);
}

function link(file, to) {
  const from = join(options.from, file);
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  // Links do not cross file systems: the first copy is what the others are links to. It lies too deep to be a result.
  const first = join(folder, '.real/copied/files', file);
  if (!existsSync(first)) {
    mkdirSync(dirname(first), { recursive: true });
    writeFileSync(first, readFileSync(from));
  }
  linkSync(first, to);
}

/** One process from start to end. Seconds, megabytes. */
function measure(flags) {
  const [report, output] = ['time.txt', 'output.txt'].map((name) => join(folder, name));
  const file = openSync(output, 'w');
  const command = [process.execPath, BIN, 'analyze', folder, ...flags];
  execFileSync('/usr/bin/time', ['-o', report, '-f', '%U %S %e %M', ...command], {
    stdio: ['ignore', file, 'ignore'],
  });
  closeSync(file);
  const page = join(folder, `run-${options.older}`, 'report.html');
  const written = flags.includes('--html') ? page : output;
  const [user, system, wall, peak] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  return {
    wall,
    cpu: user + system,
    peak: (peak * 1024) / MEGABYTE,
    output: statSync(written).size / MEGABYTE,
  };
}

function medianOf(runs, key) {
  return median(runs.map((one) => one[key]));
}
