#!/usr/bin/env node
// How right are the verdicts? Runs the plugin again and again where the truth is known, and beside it what the rules
// of others would say of two pyperf runs one after the other. Each result is a line of FOLDER/records.jsonl, so it can
// be stopped and gone on with; the artifacts of a run that erred are kept in FOLDER/erred; tools/calibrate/report makes the table and the plot.
//
//   npm run build && node tools/calibrate/calibrate.mjs [--folder=FOLDER] [--kinds=pure,spans,threads,subprocesses]
//     [--load=none|bursts|busy] [--minutes=60] [--sequential=3] [--engine=docker]
//
// With --load=bursts it makes the machine's other work itself; busy says that somebody else does (builds, tests).

import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopAtCtrlC } from '../run-command.mjs';
import { ourRun } from './our-run.mjs';
import { sequentialRun } from './sequential-run.mjs';
import { kinds as allKinds, makeWorkspace } from './workspace.mjs';

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: 'calibration' },
    kinds: { type: 'string', default: 'pure,spans,threads,subprocesses' },
    load: { type: 'string', default: 'none' },
    minutes: { type: 'string', default: '60' },
    /** After so many of our runs, a sequential one; 0 for none. */
    sequential: { type: 'string', default: '3' },
    engine: { type: 'string', default: 'docker' },
  },
});
const kinds = options.kinds === 'all' ? allKinds : options.kinds.split(',');
const unknown = kinds.find((kind) => !allKinds.includes(kind));
if (unknown) fail(`There is no kind ${unknown}; there are ${allKinds.join(', ')}.`);
if (!['none', 'bursts', 'busy'].includes(options.load)) {
  fail(`--load is none, bursts or busy, not ${options.load}.`);
}
const every = Number(options.sequential);
const deadline = Date.now() + Number(options.minutes) * 60_000;
if (Number.isNaN(deadline) || Number.isNaN(every)) fail('--minutes and --sequential are numbers.');

const folder = resolve(options.folder);
const recordsFile = join(folder, 'records.jsonl');
mkdirSync(folder, { recursive: true });
makeWorkspace(folder, options.engine);

// Ctrl-C lets the run under way clean up after itself.
const stopping = stopAtCtrlC();
const burners = options.load === 'bursts' ? startBursts() : [];
try {
  const before = earlier();
  for (let number = 0; Date.now() < deadline && !stopping.aborted; number += 1) {
    const kind = kinds[(before.ours + number) % kinds.length];
    const lap = Math.floor((before.ours + number) / kinds.length);
    await orTell(`${kind}, ours`, async () => record(await ourRun(folder, kind, configsOf(lap), stopping)));
    if (every > 0 && (number + 1) % every === 0 && Date.now() < deadline) {
      const other = kinds[Math.floor(before.sequential + number / every) % kinds.length];
      await orTell(`${other}, sequential`, async () =>
        record([await sequentialRun(folder, other, stopping)]),
      );
    }
  }
} finally {
  for (const burner of burners) burner.kill('SIGKILL');
}

/**
 * With five configs each has the whole 1 % that a verdict may err by. Every other lap measures equal sides alone: it takes
 * many runs to say how rare something rare is. Small changes are the hard ones, so they have more turns than large ones.
 */
function configsOf(lap) {
  const varying = ['slower-1', 'slower-3', 'slower-1', 'slower-5'];
  const others = lap % 2 === 0 ? ['slower-2', varying[(lap / 2) % varying.length]] : ['same-4', 'same-5'];
  return ['same-1', 'same-2', 'same-3', ...others];
}

function record(records) {
  for (const one of records) {
    appendFileSync(
      recordsFile,
      `${JSON.stringify({ ...one, under: options.load, engine: options.engine })}\n`,
    );
  }
  return records;
}

async function orTell(what, step) {
  const start = Date.now();
  try {
    const records = await step();
    const words = records.map(({ config, verdict, rounds }) =>
      config ? `${config} ${verdict} (${rounds})` : 'done',
    );
    say(`${what}: ${words.join(', ')}; ${Math.round((Date.now() - start) / 1000)} s`);
  } catch (error) {
    if (!stopping.aborted) say(`${what}: ${error.message}`);
  }
}

/** How many runs of each sort there are under this load, so that kinds and configs go on in turn. */
function earlier() {
  if (!existsSync(recordsFile)) return { ours: 0, sequential: 0 };
  const records = readFileSync(recordsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const here = records.filter(({ under }) => under === options.load);
  const ours = new Set(here.filter(({ rule }) => rule === 'ours').map(({ at, kind }) => `${at} ${kind}`));
  return { ours: ours.size, sequential: here.filter(({ rule }) => rule === 'sequential').length };
}

function startBursts() {
  const script = join(import.meta.dirname, 'bursts.mjs');
  return Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, [script], { stdio: ['pipe', 'ignore', 'inherit'] }),
  );
}

function fail(sentence) {
  say(sentence);
  process.exit(1);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
