#!/usr/bin/env node
// Compares real libraries with native code, built from their source, with their own newest release, as one does before
// merging a change: `--candidate=.` in a checkout. Proves that the source is built once, in a container: another scenario, a
// changed scenario and a commit build nothing, a changed source file builds anew. Prints a table; fails where that is not so.
//
//   npm run build && node tools/prove-native-candidates.mjs [msgpack] [orjson]
//
// The sources come from the package index; what they need to be built from Debian, the index and crates.io.

import { execFileSync } from 'node:child_process';
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
import { run, stopAtCtrlC } from './run-command.mjs';

const REPOSITORY = resolve(import.meta.dirname, '..');
const NX = join(REPOSITORY, 'node_modules/.bin/nx');

const LIBRARIES = {
  // Cython and C.
  msgpack: {
    packages: ['gcc', 'g++', 'libc6-dev', 'python3-dev'],
    source: 'msgpack/_packer.pyx',
    comment: '# changed',
    scenarios: { pack: ['msgpack.packb', 'data'], unpack: ['msgpack.unpackb', 'msgpack.packb(data)'] },
  },
  // Rust and C. Debian's other Rust is too old for it.
  orjson: {
    packages: ['cargo-web', 'rustc-web', 'gcc', 'libc6-dev', 'python3-dev'],
    source: 'src/lib.rs',
    comment: '// changed',
    scenarios: { dumps: ['orjson.dumps', 'data'], loads: ['orjson.loads', 'orjson.dumps(data)'] },
  },
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LIBRARIES);
const unknown = names.find((name) => !(name in LIBRARIES));
if (unknown) throw new Error(`There is no ${unknown}; there are ${Object.keys(LIBRARIES).join(', ')}.`);

const stopping = stopAtCtrlC();
print('| library | step | wheels built | verdict | change | seconds |');
print('|---|---|--:|---|---|--:|');
for (const name of names) await prove(name, LIBRARIES[name]);

async function prove(name, library) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  // Nothing that somebody built before.
  const cache = mkdtempSync(join(tmpdir(), `${name}-cache-`));
  try {
    const title = `${name} ${makeCheckout(name, library, folder)}`;
    const [first, second] = Object.keys(library.scenarios);
    const append = (path, line) => appendFileSync(join(folder, path), `\n${line}\n`);
    const step = (what, scenario, wheels) => measure({ title, what, scenario, wheels }, folder, cache);
    await step('nothing built', first, 1);
    await step('another scenario', second, 0);
    append(`benchmarks/${first}/scenario.py`, '# changed');
    await step('a changed scenario', first, 0);
    append(library.source, library.comment);
    await step('a changed source file', first, 1);
    git(folder, 'commit', '--quiet', '--all', '--message=changed');
    await step('that, committed', second, 0);
  } finally {
    for (const made of [folder, cache]) rmSync(made, { recursive: true, force: true });
  }
}

/** The library's newest source as a checkout, with an Nx workspace and scenarios in it; gives its version. */
function makeCheckout(name, { packages, scenarios }, folder) {
  const download = [join(REPOSITORY, 'tools/download-source.py'), name, folder];
  const version = execFileSync('python3', download, { encoding: 'utf8' }).trim();
  const write = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const [{ plugin, options }] = JSON.parse(readFileSync(join(REPOSITORY, 'nx.json'), 'utf8')).plugins;
  const toolchain = {
    image: `nx-benchmark/python:${name}`,
    imageCommand: `bash tools/make-base-image --add="${packages.join(' ')}" nx-benchmark/python:${name}`,
  };
  const sides = { baseline: name, candidate: '.', toolchain };
  write('nx.json', JSON.stringify({ plugins: [{ plugin, options: { ...options, ...sides } }] }, null, 2));
  write('package.json', `{ "name": "${name}-checkout", "private": true }\n`);
  const suites = Object.keys(scenarios).map((scenario) => `  ${scenario}:\n    paths: ['*']\n`);
  write('benchmarks/suitespec.yml', `suites:\n${suites.join('')}`);
  for (const [scenario, [call, argument]] of Object.entries(scenarios)) {
    write(`benchmarks/${scenario}/config.yaml`, 'records:\n  count: 100\n');
    write(`benchmarks/${scenario}/scenario.py`, scenarioOf(name, call, argument));
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(REPOSITORY, 'tools/make-base-image'), join(folder, 'tools/make-base-image'));
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=as released');
  return version;
}

function scenarioOf(library, call, argument) {
  return `import bm


class Records(bm.Scenario):
    count: int

    def run(self):
        import ${library}

        data = [{"id": n, "name": "record %d" % n, "values": [n, n / 7, None, True]} for n in range(self.count)]
        argument = ${argument}

        def loop(loops):
            for _ in range(loops):
                ${call}(argument)

        yield loop
`;
}

async function measure({ title, what, scenario, wheels }, folder, cache) {
  const start = Date.now();
  const words = ['run', `${scenario}:benchmark`, '--runId=now', '--failOn=never', '--skip-nx-cache'];
  rmSync(join(folder, 'benchmark-artifacts'), { recursive: true, force: true });
  const output = await run(NX, words, folder, stopping, { NX_BENCHMARK_CACHE: cache });
  const built = output.split('\n').filter((line) => /^building the .* wheel/.test(line)).length;
  const file = join(folder, 'benchmark-artifacts/now', scenario, 'manifest.json');
  const [variant] = JSON.parse(readFileSync(file, 'utf8')).variants;
  if (variant.failure) throw new Error(output);
  const [{ change, low, high }] = variant.results;
  const percents = [change, low, high].map((fraction) => `${(100 * fraction).toFixed(1)} %`);
  print(
    `| ${title} | ${what} | ${built} | ${scenario}: ${variant.verdict.kind} | ${percents[0]} [${percents[1]}, ${percents[2]}] | ${((Date.now() - start) / 1000).toFixed(0)} |`,
  );
  if (built === wheels) return;
  throw new Error(`${title}, ${what}: ${built} wheels were built, not ${wheels}.\n${output}`);
}

function git(folder, ...words) {
  const identity = ['-c', 'user.name=prove', '-c', 'user.email=prove@localhost'];
  execFileSync('git', [...identity, ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
