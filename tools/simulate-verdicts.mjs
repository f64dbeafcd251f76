// How often is the verdict wrong? Draws rounds with a known true change, runs the real rule on them and prints what it
// says, as the tables of docs/statistics.md. `npm run build` first.
//
//   node tools/simulate-verdicts.mjs [--runs 5000] [--seed 1] [--only run|intervals|extensions|confirmation|runs] [--maxRounds 80]

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { gaussian, mulberry32, percent, withInterval } from './simulation.mjs';

const require = createRequire(import.meta.url);
const { compareRuns } = require('../packages/nx-benchmark/dist/analysis/compare-runs.js');
const { decide } = require('../packages/nx-benchmark/dist/analysis/decide.js');
const { compareVariant } = require('../packages/nx-benchmark/dist/analysis/compare-variant.js');
const { looksOf } = require('../packages/nx-benchmark/dist/analysis/policy.js');
const { makePolicy } = require('../packages/nx-benchmark/dist/analysis/make-policy.js');
const { extendPolicy } = require('../packages/nx-benchmark/dist/analysis/extend-policy.js');

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    maxRounds: { type: 'string' },
  },
});

const rule = makePolicy(options.maxRounds === undefined ? {} : { maxRounds: Number(options.maxRounds) });

/** Standard deviations of a round's log ratios, typical of a shared two-core machine, and their correlation. */
const MAIN_PATH = 0.01;
const ALL_WORK = 0.015;
const CORRELATION = 0.6;

const CHANGES = [0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05];
const VERDICTS = ['regression', 'improvement', 'no-change', 'inconclusive'];

/** How wild a round is, by name. */
const NOISES = [
  ['1 % and 1.5 %, every tenth round four times as wild', (random) => (random() < 0.1 ? 4 : 1)],
  ['3 % and 4.5 %', () => 3],
  ['6 % and 9 %', () => 6],
];

const both = (change) => ({ mainPath: change, allWork: change });
const calm = () => 1;
/** One round in ten is four times as wild, in both statistics. */
const wild = (random) => (random() < 0.1 ? 4 : 1);

/** Changes of two runs that are compared, and how wild the rounds of both are. */
const PAIRS = [
  [0, 0],
  [0.01, 0.01],
  [0.02, 0.02],
  [0, 0.02],
  [0, 0.05],
];
const PAIR_NOISES = [
  ['1 % and 1.5 %', calm],
  ['every tenth round four times as wild', wild],
  ['three times as much', () => 3],
];

/** What the intervals are tried with. */
const INTERVAL_NOISES = [
  ['1 % and 1.5 %', calm],
  ['every tenth round four times as wild', wild],
  ['three rounds in a hundred twelve times as wild', (random) => (random() < 0.03 ? 12 : 1)],
];

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
const asked = (part) => options.only === undefined || options.only === part;
for (const table of asked('run') ? tables : []) {
  print(`\n### ${table.title}\n`);
  print(
    '| true change | regression | improvement | no change | inconclusive | mean rounds | all intervals hold the truth |',
  );
  print('|---:|---:|---:|---:|---:|---:|---:|');
  for (const change of CHANGES) print(row(table, change));
}

if (asked('intervals')) {
  print('\n### How often the interval of a look misses the truth, as a multiple of what it may\n');
  print('| rounds | noise of a round | main path | all work |');
  print('|---:|---|---|---|');
  for (const rounds of [20, 26, 40, 80]) {
    for (const noise of INTERVAL_NOISES) print(intervalRow(rounds, noise));
  }
}

if (asked('extensions')) {
  print('\n### Nothing changed; what is inconclusive gets more rounds, once and again\n');
  print(
    '| noise of a round | rounds added | still inconclusive: run, +1, +2 | wrong after the run | +1 | +2 |',
  );
  print('|---|---|---|---|---|---|');
  for (const [name, spread] of NOISES) {
    print(extensionRow(name, spread, 'as advised', ({ moreRounds }) => moreRounds));
    print(extensionRow(name, spread, '24 each', () => 24));
  }
}

if (asked('confirmation')) {
  print('\n### A regression counts only if fresh rounds say so, too\n');
  print('| true change | regression, measured once | confirmed | mean rounds more |');
  print('|---:|---|---|---:|');
  for (const change of CHANGES) print(confirmationRow(change));
}

if (asked('runs')) {
  print('\n### Two runs against each other\n');
  print('| changes | noise of a round | regression | improvement | no change | inconclusive | missed |');
  print('|---|---|---:|---:|---:|---:|---|');
  for (const pair of PAIRS) for (const noise of PAIR_NOISES) print(pairRow(pair, noise));
}

/** Intervals of so many rounds, of equal sides. */
function intervalRow(count, [name, spread]) {
  const random = mulberry32(Number(options.seed));
  const missed = { 'main-path': 0, 'all-work': 0 };
  for (let run = 0; run < runs; run++) {
    const drawn = Array.from({ length: count }, () => drawRound(both(0), spread(random), random));
    for (const { statistic, low, high } of compareVariant(drawn, rule, 1)) {
      if (low > 0 || high < 0) missed[statistic]++;
    }
  }
  const expected = (runs * rule.alphaPerVariant) / rule.looks.length / 2;
  const share = (times) => `${(times / expected).toFixed(2)} (${times} of ${runs})`;
  return `| ${[count, name, share(missed['main-path']), share(missed['all-work'])].join(' | ')} |`;
}

/** Two runs that each went on until the rule gave its verdict. */
function pairRow([then, now], [name, spread]) {
  const random = mulberry32(Number(options.seed));
  const count = Object.fromEntries(VERDICTS.map((kind) => [kind, 0]));
  const quotient = both((1 + now) / (1 + then) - 1);
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    const [reference, current] = [then, now].map((change) => {
      const drawn = [];
      toVerdict(drawn, both(change), rule, spread, random);
      return drawn;
    });
    const { results, verdict } = compareRuns(reference, current, rule, 1);
    count[verdict.kind]++;
    if (!holdsTruth(results, quotient)) missed++;
  }
  const shares = VERDICTS.map((kind) => percent(count[kind] / runs));
  return `| ${[`${percent(then, 1)}, ${percent(now, 1)}`, name, ...shares, withInterval(missed, runs)].join(' | ')} |`;
}

function confirmationRow(change) {
  const random = mulberry32(Number(options.seed));
  let [fired, confirmed, rounds] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    if (toVerdict([], both(change), rule, calm, random).verdict.kind !== 'regression') continue;
    fired++;
    const { verdict } = toVerdict([], both(change), rule, calm, random);
    if (verdict.kind === 'regression') confirmed++;
    rounds += verdict.rounds;
  }
  return `| ${[percent(change, 1), withInterval(fired, runs), withInterval(confirmed, runs), (rounds / runs).toFixed(1)].join(' | ')} |`;
}

/** False verdicts of the first run, and of all that is known after one and after two extensions. */
function extensionRow(name, spread, added, rounds) {
  const random = mulberry32(Number(options.seed));
  const [open, wrong] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (let run = 0; run < runs; run++) {
    const drawn = [];
    let policy = rule;
    for (let part = 0; part < open.length; part++) {
      const { verdict } = toVerdict(drawn, both(0), policy, spread, random);
      if (verdict.kind !== 'inconclusive') {
        if (verdict.kind !== 'no-change') for (let at = part; at < wrong.length; at++) wrong[at]++;
        break;
      }
      open[part]++;
      policy = extendPolicy(policy, drawn.length, rounds(verdict));
    }
  }
  const shares = open.map((count) => percent(count / runs, 1)).join(', ');
  return `| ${[name, added, shares, ...wrong.map((count) => withInterval(count, runs))].join(' | ')} |`;
}

/** Draws on until the rule says something. */
function toVerdict(drawn, truth, policy, spread, random) {
  for (const look of looksOf(policy).filter((look) => look > drawn.length)) {
    while (drawn.length < look) drawn.push(drawRound(truth, spread(random), random));
    const decision = decide(drawn, policy, 1);
    if (decision.verdict) return decision;
  }
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
    const decision = decide(rounds, rule, variants);
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

function print(line) {
  process.stdout.write(`${line}\n`);
}
