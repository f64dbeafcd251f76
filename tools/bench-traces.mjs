// How much does it cost to read traces? Records real ones with viztracer, joins them to pairs of about 40, 155 and 720 MB,
// and reads both files of a pair: with the engine in WebAssembly, with the plain one, and by a bare scan for one byte; then
// prints the first 20 functions, and the comparison (`--filter ddtrace --min-calls 1000`), with `nx-benchmark analyze` and,
// if there is one, with another script. Everything in turn, a process each; CPU seconds and peak memory are the whole
// process's.
// `npm run build` first; needs GNU time and 4 GB on disk.
//
//   node tools/bench-traces.mjs [--reference PATH] [--sizes 40,155,720] [--runs 3] [--folder DIR] [--keep]

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';

const require = createRequire(import.meta.url);
const SELF = fileURLToPath(import.meta.url);
const TOOLS = dirname(SELF);
const BIN = join(TOOLS, '../packages/nx-benchmark/bin/nx-benchmark.cjs');
const CHUNK = 1 << 20;
const MEGABYTE = 1e6;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    reference: { type: 'string' },
    sizes: { type: 'string', default: '40,155,720' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string' },
    keep: { type: 'boolean', default: false },
    /** What a child does with the files it is given. */
    child: { type: 'string' },
  },
});
const print = (text) => process.stdout.write(`${text}\n`);

if (options.child === 'read') await readAll(positionals);
else if (options.child === 'scan') positionals.forEach(scan);
else bench();

function bench() {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'bench-traces-'));
  mkdirSync(folder, { recursive: true });
  try {
    print(`${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}\n`);
    const recorded = [1, 2].map((side) => record(folder, side));
    for (const size of options.sizes.split(',').map(Number)) benchSize(folder, recorded, size);
  } finally {
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** A trace of about 40 MB: one worker process with four threads. */
function record(folder, side) {
  const path = join(folder, `recorded-${side}.json`);
  if (existsSync(path)) return path;
  const python = execFileSync('bash', [join(TOOLS, 'viztracer-python'), 'orjson'], {
    encoding: 'utf8',
  }).trim();
  const program = join(TOOLS, 'traced-program.py');
  const flags = ['--quiet', '--minimize_memory', '--max_stack_depth', '200'];
  execFileSync(python, ['-m', 'viztracer', ...flags, '--output_file', path, '--', program], {
    env: { ...process.env, SIDE: String(side), WORKERS: '1', ROUNDS: '120' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return path;
}

function benchSize(folder, recorded, size) {
  const run = join(folder, `run-${size}`);
  const files = ['baseline', 'candidate'].map((side, place) => {
    const path = join(run, 'made', side, 'viztracer', 'made.json');
    mkdirSync(dirname(path), { recursive: true });
    joinCopies(recorded[place], path, size * MEGABYTE);
    return path;
  });
  const sizes = files.map((file) => (statSync(file).size / MEGABYTE).toFixed(0)).join(' + ');
  const top = ['--profile-top', '20'];
  const comparison = ['--profile-compare', '--filter', 'ddtrace', '--min-calls', '1000'];
  const ours = (flags) => ({ command: [process.execPath, BIN, 'analyze', run, ...flags], engine: 'wasm' });
  const reference = (flags) => ({ command: ['python3', options.reference, run, ...flags] });
  const node = (child) => [process.execPath, SELF, '--child', child, ...files];
  const commands = {
    wasm: { command: node('read'), engine: 'wasm' },
    plain: { command: node('read'), engine: 'plain' },
    'byte scan': { command: node('scan') },
    'top 20': ours(top),
    comparison: ours(comparison),
    ...(options.reference && {
      'top 20, reference': reference(top),
      'comparison, reference': reference(comparison),
    }),
  };
  const taken = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let time = 0; time < Number(options.runs); time++) {
    for (const [name, one] of Object.entries(commands)) taken[name].push(measure(one));
  }
  print(`${sizes} MB, ${taken.wasm[0].output}`);
  print('| | CPU s | wall s | peak MB | CPU ratio to wasm | to our table |');
  print('|---|---:|---:|---:|---:|---:|');
  const read = medianOf(taken.wasm, 'cpu');
  for (const [name, runs] of Object.entries(taken)) {
    const cpu = medianOf(runs, 'cpu');
    const [wall, peak] = [medianOf(runs, 'wall'), Math.max(...runs.map((one) => one.peak))];
    const [table] = name.split(', reference');
    const ratio = table === name ? '' : (cpu / medianOf(taken[table], 'cpu')).toFixed(1);
    print(
      `| ${name} | ${cpu.toFixed(2)} | ${wall.toFixed(2)} | ${peak.toFixed(0)} | ${(cpu / read).toFixed(2)} | ${ratio} |`,
    );
  }
  print('');
  if (!options.keep) rmSync(run, { recursive: true });
}

/** Repeats the events of a trace until it is as large, each time as another process. */
function joinCopies(from, to, size) {
  if (existsSync(to)) return;
  const source = openSync(from, 'r');
  const target = openSync(to, 'w');
  const text = Buffer.alloc(statSync(from).size);
  readSync(source, text, 0, text.length, 0);
  const head = '{"traceEvents":[';
  const end = text.lastIndexOf('],"viztracer_metadata"');
  if (end < 0 || text.toString('latin1', 0, head.length) !== head)
    throw new Error(`${from} has another layout.`);
  const events = text.toString('latin1', head.length, end);
  let written = writeSync(target, head);
  for (let copy = 0; written === head.length || written + events.length / 2 < size; copy++) {
    // Process and thread numbers get as many digits as they had, so that nothing else moves.
    const renamed = events.replace(/"pid":(\d+),"tid":(\d+)/g, (_, pid, tid) => {
      return `"pid":${shifted(pid, copy)},"tid":${shifted(tid, copy)}`;
    });
    written += writeSync(target, `${copy > 0 ? ',' : ''}${renamed}`, null, 'latin1');
  }
  writeSync(target, text.subarray(end));
  closeSync(source);
  closeSync(target);
}

function shifted(number, copy) {
  const first = (Number(number[0]) - 1 + copy) % 9;
  const rest = (copy - (copy % 9)) / 9;
  return `${first + 1}${String(Number(number.slice(1)) + 1000 * rest).padStart(number.length - 1, '0')}`;
}

/** One process from start to end. Seconds, megabytes. */
function measure({ command, engine }) {
  const report = join(tmpdir(), `bench-traces-${process.pid}.txt`);
  const output = execFileSync('/usr/bin/time', ['-o', report, '-f', '%U %S %e %M', ...command], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...(engine && { NX_BENCHMARK_TRACE_ENGINE: engine }) },
  }).trim();
  const [user, system, wall, peak] = execFileSync('tail', ['-1', report], { encoding: 'utf8' })
    .split(' ')
    .map(Number);
  rmSync(report);
  return { cpu: user + system, wall, peak: (peak * 1024) / MEGABYTE, output };
}

async function readAll(files) {
  const { readTrace } = require('../packages/nx-benchmark/dist/trace/read-trace.js');
  const read = [];
  for (const file of files) {
    const { events, names, tree, processes, threads } = await readTrace(file);
    read.push(
      `${events} calls of ${names.length} functions, ${tree.parents.length} paths, ${processes} processes, ${threads} threads`,
    );
  }
  print(read.join('; '));
}

/** The least that any reader has to do: every byte, and a stop at every event. */
function scan(file) {
  const bytes = Buffer.alloc(CHUNK);
  const descriptor = openSync(file, 'r');
  let count = 0;
  for (let length = readSync(descriptor, bytes, 0, CHUNK, null); length > 0; ) {
    for (let at = bytes.indexOf(0x7d); at >= 0 && at < length; at = bytes.indexOf(0x7d, at + 1)) count++;
    length = readSync(descriptor, bytes, 0, CHUNK, null);
  }
  closeSync(descriptor);
  print(String(count));
}

function medianOf(runs, key) {
  return median(runs.map((one) => one[key]));
}
