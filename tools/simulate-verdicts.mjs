// How often is the verdict wrong? Draws rounds with a known true change, runs the real rule on them and prints what it
// says, as the tables of docs/statistics.md. `npm run build` first.
//
//   node tools/simulate-verdicts.mjs [--runs 5000] [--seed 1]

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const { decide } = require('../packages/nx-benchmark/dist/analysis/decide.js');
const { defaultPolicy } = require('../packages/nx-benchmark/dist/analysis/policy.js');

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
});

/** Standard deviations of a round's log ratios, typical of a shared two-core machine, and their correlation. */
const MAIN_PATH = 0.01;
const ALL_WORK = 0.015;
const CORRELATION = 0.6;

const CHANGES = [0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05];
const VERDICTS = ['regression', 'improvement', 'no-change', 'inconclusive'];

const both = (change) => ({ mainPath: change, allWork: change });
const calm = () => 1;
/** One round in ten is four times as wild, in both statistics. */
const wild = (random) => (random() < 0.1 ? 4 : 1);

const tables = [
  { title: 'The whole program is slower', truth: both, spread: calm, variants: 1 },
  {
    title: 'The same with heavy tails: every tenth round is four times as wild',
    truth: both,
    spread: wild,
    variants: 1,
  },
  { title: 'The same, as one of 60 variants', truth: both, spread: calm, variants: 60 },
  {
    title: 'Only rare or background work is slower',
    truth: (change) => ({ mainPath: 0, allWork: change }),
    spread: calm,
    variants: 1,
  },
  {
    title: 'The main path is 5 % faster, all work together slower',
    truth: (change) => ({ mainPath: -0.05, allWork: change }),
    spread: calm,
    variants: 1,
  },
];

const runs = Number(options.runs);
print(`${runs} runs a row, seed ${options.seed}`);
for (const table of tables) {
  print(`\n### ${table.title}\n`);
  print(
    '| true change | regression | improvement | no change | inconclusive | mean rounds | all intervals hold the truth |',
  );
  print('|---:|---:|---:|---:|---:|---:|---:|');
  for (const change of CHANGES) print(row(table, change));
}

function row({ truth, spread, variants }, change) {
  const random = mulberry32(Number(options.seed));
  const count = Object.fromEntries(VERDICTS.map((kind) => [kind, 0]));
  let rounds = 0;
  let covered = 0;
  for (let run = 0; run < runs; run++) {
    const { results, verdict } = runToVerdict(truth(change), spread, variants, random);
    count[verdict.kind]++;
    rounds += verdict.rounds;
    if (holdsTruth(results, truth(change))) covered++;
  }
  const shares = [...VERDICTS.map((kind) => percent(count[kind] / runs)), (rounds / runs).toFixed(1)];
  return `| ${[percent(change, 1), ...shares, percent(covered / runs)].join(' | ')} |`;
}

function runToVerdict(truth, spread, variants, random) {
  const rounds = [];
  for (;;) {
    rounds.push(drawRound(truth, spread(random), random));
    const decision = decide(rounds, defaultPolicy, variants);
    if (decision.verdict) return decision;
  }
}

/** A round of a scenario that computes, as `roundStatistics` would reduce it. */
function drawRound(truth, factor, random) {
  const common = gaussian(random);
  const own = CORRELATION * common + Math.sqrt(1 - CORRELATION ** 2) * gaussian(random);
  const mainPath = Math.log1p(truth.mainPath) + MAIN_PATH * factor * common;
  const allWork = Math.log1p(truth.allWork) + ALL_WORK * factor * own;
  return { mainPath, allWork, waiting: mainPath, cpuShare: 1 };
}

function holdsTruth(results, truth) {
  const changes = { 'main-path': truth.mainPath, 'all-work': truth.allWork };
  return results
    .filter(({ tested }) => tested)
    .every(({ statistic, low, high }) => low <= changes[statistic] && changes[statistic] <= high);
}

/** Tommy Ettinger's mulberry32: uniform in [0, 1), 32 bits of state, the same on every machine. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box & Muller (1958). */
function gaussian(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function percent(share, digits = 2) {
  return `${(100 * share).toFixed(digits)} %`;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
