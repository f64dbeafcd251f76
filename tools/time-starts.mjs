#!/usr/bin/env node
// How long it takes from the command to the first round, where nothing, something or everything is built already.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = `Usage: node tools/time-starts.mjs [--engine=docker|local] [--repeat=3]

Makes a workspace with a library that nobody has built before, once in Python and once in C (built in a toolchain), and
starts its benchmark: with nothing built, again, and after one change each. Prints the seconds from the command to the
first round, start-up of Nx and calibration included: the median of the repetitions, and all of them.
Base image, toolchain image and pip are made before, if absent. Build the plugin first: npm run build.`;

const print = (line) => void process.stdout.write(`${line}\n`);
const tell = (line) => void process.stderr.write(`${line}\n`);

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const options = Object.fromEntries(process.argv.slice(2).map((word) => word.replace(/^--/, '').split('=')));
if ('help' in options) {
  print(USAGE);
  process.exit(0);
}
const engine = options.engine ?? 'docker';
const repeat = Number(options.repeat ?? 3);

const folder = mkdtempSync(join(tmpdir(), 'time-starts-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const write = (path, content) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

const C_SOURCE = `#include <Python.h>
static PyObject *count(PyObject *self, PyObject *argument)
{
    double size = PyFloat_AsDouble(argument);
    volatile long total = 0;
    for (long item = 0; item < size; item++)
        total += item;
    return PyLong_FromLong(total);
}
static PyMethodDef methods[] = {{"count", count, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "counting", NULL, -1, methods};
PyMODINIT_FUNC PyInit_counting(void) { return PyModule_Create(&module); }
`;

const LIBRARIES = {
  python: (side, mark) => {
    write(`${side}/pyproject.toml`, pyproject('py-modules = ["counting"]'));
    write(`${side}/counting.py`, `# ${mark}\ndef count(size):\n    return sum(range(int(size)))\n`);
  },
  native: (side, mark) => {
    write(`${side}/pyproject.toml`, pyproject('py-modules = []'));
    write(
      `${side}/setup.py`,
      'from setuptools import Extension, setup\nsetup(ext_modules=[Extension("counting", ["counting.c"])])\n',
    );
    write(`${side}/counting.c`, `/* ${mark} */\n${C_SOURCE}`);
  },
};
const SOURCE = { python: 'counting.py', native: 'counting.c' };
const COMMENT = { python: '# changed', native: '/* changed */' };

const times = {};
await prepare();
for (let turn = 0; turn < repeat; turn++) {
  for (const kind of Object.keys(LIBRARIES)) {
    for (const side of ['old', 'new']) {
      rmSync(join(folder, side), { recursive: true, force: true });
      LIBRARIES[kind](side, randomUUID());
    }
    const append = (path, text) => appendFileSync(join(folder, path), `\n${text}\n`);
    await note(kind, 'nothing built', 'small');
    await note(kind, 'again', 'small');
    await note(kind, 'another config', 'large');
    append('benchmarks/work/scenario.py', '# changed');
    await note(kind, 'a changed scenario', 'small');
    append(`new/${SOURCE[kind]}`, COMMENT[kind]);
    await note(kind, 'a changed line of the candidate', 'small');
  }
}
print(
  `| from the command to the first round, seconds (${engine}) | library in Python | in C |\n|---|---|---|`,
);
for (const step of Object.keys(times.python)) {
  print(`| ${step} | ${cell(times.python[step])} | ${cell(times.native[step])} |`);
}

function cell(seconds) {
  const sorted = [...seconds].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)].toFixed(1)} (${seconds.map((one) => one.toFixed(1)).join(', ')})`;
}

async function note(kind, step, config) {
  times[kind] ??= {};
  times[kind][step] ??= [];
  const seconds = await firstRound(config);
  times[kind][step].push(seconds);
  tell(`${kind}, ${step}: ${seconds.toFixed(1)} s`);
}

/** Ends the run as soon as it has begun to measure. */
function firstRound(config) {
  const start = Date.now();
  const words = ['run', 'work:benchmark', `--configs=${config}`, `--engine=${engine}`, '--skip-nx-cache'];
  const child = spawn(join(REPOSITORY, 'node_modules/.bin/nx'), [...words, '--selfCheck=false'], {
    cwd: folder,
    env: { ...process.env, NX_DAEMON: 'false', NX_BENCHMARK_CACHE: join(folder, 'cache'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [output, begun] = ['', undefined];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      if (begun !== undefined || !output.includes(' an iteration; ')) return;
      begun = Date.now();
      process.kill(-child.pid, 'SIGINT');
    });
  }
  return new Promise((done, failed) => {
    child.once('close', () => {
      if (begun === undefined) failed(new Error(`it never began to measure:\n${output}`));
      else done((begun - start) / 1000);
    });
  });
}

/** The workspace, and a first run that makes the images and pip. */
async function prepare() {
  const { image, imageCommand } = JSON.parse(readFileSync(join(REPOSITORY, 'nx.json'), 'utf8')).plugins[0]
    .options;
  const toolchain = {
    image: 'nx-benchmark/python:toolchain',
    imageCommand:
      'bash tools/make-base-image --add="gcc libc6-dev python3-dev" nx-benchmark/python:toolchain',
  };
  const plugin = { baseline: './old', candidate: './new', image, imageCommand, toolchain };
  write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-benchmark', options: plugin }] }));
  write('package.json', '{ "name": "starts", "private": true }');
  write('benchmarks/suitespec.yml', 'suites:\n  work:\n    paths: [new/*]\n');
  write('benchmarks/work/config.yaml', 'small:\n  size: 2000\nlarge:\n  size: 20000\n');
  write(
    'benchmarks/work/scenario.py',
    'import bm\n\n\nclass Work(bm.Scenario):\n    size: int\n\n    def run(self):\n        import counting\n\n        def loop(loops):\n            for _ in range(loops):\n                counting.count(self.size)\n\n        yield loop\n',
  );
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(REPOSITORY, 'tools'), join(folder, 'tools'), { recursive: true });
  tell('making what every run shares: images, pip');
  for (const side of ['old', 'new']) LIBRARIES.native(side, randomUUID());
  await firstRound('small');
}

function pyproject(modules) {
  return `[project]\nname = "counting"\nversion = "1.0"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[tool.setuptools]\n${modules}\n`;
}
