#!/usr/bin/env node
// Runs a benchmark suite that was there before us, unchanged: a checkout of the repository gets nothing but an nx.json, a
// package.json and the packed plugin. Proves that every folder with a scenario.py and a config.yaml is a project, measures one
// config of some scenarios between two releases, and prints a table. Ends with 1 where a scenario fails.
//
//   node tools/prove-existing-checkout.mjs REPOSITORY --baseline=NAME==1 --candidate=NAME==2
//     [--scenarios=a,b] [--rounds=6] [--revision=HEAD]
//
// REPOSITORY is a folder with git's history, bare or not; it is only read.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CONFIG_HEAD, configRow } from './config-row.mjs';
import { run, stopAtCtrlC } from './run-command.mjs';

const REPOSITORY = resolve(import.meta.dirname, '..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    baseline: { type: 'string' },
    candidate: { type: 'string' },
    scenarios: { type: 'string' },
    rounds: { type: 'string', default: '6' },
    revision: { type: 'string', default: 'HEAD' },
  },
});
const [repository] = positionals;
if (!repository || !options.baseline || !options.candidate) {
  throw new Error('Give the repository, --baseline and --candidate; see the head of this file.');
}

const stopping = stopAtCtrlC();
const folder = mkdtempSync(join(tmpdir(), 'existing-checkout-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const checkout = join(folder, 'checkout');
checkOut();
addPlugin();
const scenarios = await inferred();
const asked = options.scenarios?.split(',') ?? scenarios;
for (const line of CONFIG_HEAD) print(line);
let failed = 0;
for (const scenario of asked) await measure(scenario);
print(`\n${asked.length - failed} of ${asked.length} measured`);
if (failed > 0) process.exitCode = 1;

function checkOut() {
  mkdirSync(checkout);
  const archive = join(folder, 'archive.tar');
  execFileSync('git', ['-C', repository, 'archive', '--output', archive, options.revision]);
  execFileSync('tar', ['-xf', archive, '-C', checkout]);
  rmSync(archive);
}

/** As a user adds it, but that the plugin comes out of this repository. */
function addPlugin() {
  const npm = (cwd, ...words) =>
    execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const packed = npm(REPOSITORY, 'pack', '-w', 'nx-benchmark', '--silent', '--pack-destination', folder);
  const { devDependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const [{ options: ours }] = JSON.parse(readFileSync(join(REPOSITORY, 'nx.json'), 'utf8')).plugins;
  const { baseline, candidate } = options;
  const plugin = {
    plugin: 'nx-benchmark',
    options: {
      baseline,
      candidate,
      image: ours.image,
      imageCommand: `bash ${join(REPOSITORY, 'tools/make-base-image')} ${ours.image}`,
    },
  };
  const dependencies = {
    nx: devDependencies.nx,
    '@nx/devkit': devDependencies['@nx/devkit'],
    'nx-benchmark': `file:${join(folder, packed.trim().split('\n').at(-1))}`,
  };
  write('nx.json', { analytics: false, neverConnectToCloud: true, plugins: [plugin] });
  write('package.json', { name: 'existing-checkout', private: true, devDependencies: dependencies });
  npm(checkout, 'install', '--silent', '--no-audit', '--no-fund');
}

function write(path, document) {
  writeFileSync(join(checkout, path), `${JSON.stringify(document, null, 2)}\n`);
}

function nx(...words) {
  return run(join(checkout, 'node_modules/.bin/nx'), words, checkout, stopping);
}

/** The scenarios that Nx sees, which have to be those that there are. */
async function inferred() {
  const output = await nx('show', 'projects', '--withTarget=benchmark', '--json');
  const seen = JSON.parse(output.slice(output.indexOf('['))).sort();
  const suite = join(checkout, 'benchmarks');
  const there = readdirSync(suite)
    .filter((name) => ['scenario.py', 'config.yaml'].every((file) => existsSync(join(suite, name, file))))
    .sort();
  if (seen.join() !== there.join()) throw new Error(`Nx sees ${seen}, and there are ${there}.`);
  print(`${seen.length} scenarios, all of them inferred\n`);
  return seen;
}

async function measure(scenario) {
  const start = Date.now();
  const config = firstConfig(scenario);
  const words = [`--configs=${config}`, `--maxRounds=${options.rounds}`, '--runId=proof', '--failOn=never'];
  let output = '';
  try {
    output = await nx('run', `${scenario}:benchmark`, ...words);
  } catch (error) {
    if (stopping.aborted) throw error;
    output = error.message;
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  const file = join(checkout, 'benchmark-artifacts/proof', scenario, 'manifest.json');
  const measured = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).variants[0] : undefined;
  const variant = measured ?? { name: config, failure: {}, results: [] };
  print(configRow(scenario, variant, seconds));
  if (!variant.failure && variant.results.length > 0) return;
  failed += 1;
  process.stderr.write(`${output}\n`);
}

/** By name, which a YAML file has at the beginnings of lines. */
function firstConfig(scenario) {
  const text = readFileSync(join(checkout, 'benchmarks', scenario, 'config.yaml'), 'utf8');
  return /^["']?([\w.-]+)["']?:/m.exec(text)[1];
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
