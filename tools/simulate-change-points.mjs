// How often does a history mark a change where there is none, and find one that is there? Draws runs with known true levels,
// gives them to the real code and prints the tables of docs/history.md. `npm run build` first.
//
//   node tools/simulate-change-points.mjs [--series 5000] [--seed 1]

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { gaussian, mulberry32, percent, withInterval } from './simulation.mjs';

const require = createRequire(import.meta.url);
const { findChangePoints } = require('../packages/nx-benchmark/dist/analysis/find-change-points.js');
const { measuredByRounds } = require('../packages/nx-benchmark/dist/analysis/measured.js');
const { defaultPolicy } = require('../packages/nx-benchmark/dist/analysis/policy.js');
const { roundMean } = require('../packages/nx-benchmark/dist/analysis/round-mean.js');

const { values: options } = parseArgs({
  options: { series: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(options.series);

/** Error budget of a series, as in a scenario of one to five series. */
const ALPHA = 0.01;

/** Standard deviations on the log scale: of a round, and of a run beside what its rounds show; and a factor on both. */
const SCATTERS = [
  { name: 'the rounds explain all', round: 0.01, run: 0 },
  { name: 'as much again from run to run', round: 0.01, run: 0.003 },
  { name: 'nearly all from run to run', round: 0.002, run: 0.005 },
  {
    name: 'every tenth run three times as wild',
    round: 0.01,
    run: 0.003,
    wildness: (random) => (random() < 0.1 ? 3 : 1),
  },
];

print(`${count} series a row, seed ${options.seed}\n`);
print('### No change\n');
print('| what scatters | 6 runs | 12 runs | 25 runs | 50 runs | 100 runs |');
print('|---|---:|---:|---:|---:|---:|');
for (const scatter of SCATTERS) {
  const cells = [6, 12, 25, 50, 100].map((length) => {
    const found = foundIn([[0, length]], scatter);
    return withInterval(found.filter((changes) => changes.length > 0).length, count);
  });
  print(`| ${[scatter.name, ...cells].join(' | ')} |`);
}

print('\n### A step, in standard deviations of a run, half of which its rounds explain\n');
print('| runs before + after | step | found | at its place | within one run | more than one mark |');
print('|---|---:|---:|---:|---:|---:|');
const [, usual] = SCATTERS;
const deviation = runDeviation(usual);
for (const [before, after] of [
  [4, 4],
  [6, 6],
  [12, 12],
  [25, 25],
  [20, 2],
  [20, 3],
]) {
  for (const step of [2, 3, 4, 6]) print(stepRow(before, after, step));
}

function stepRow(before, after, step) {
  const found = foundIn(
    [
      [0, before],
      [step * deviation, after],
    ],
    usual,
  );
  const share = (holds) => percent(found.filter(holds).length / count, 1);
  return `| ${[
    `${before} + ${after}`,
    step,
    share((changes) => changes.length > 0),
    share((changes) => changes.includes(before)),
    share((changes) => changes.some((at) => Math.abs(at - before) <= 1)),
    share((changes) => changes.length > 1),
  ].join(' | ')} |`;
}

/** The changes found in each of `count` series of the levels. */
function foundIn(levels, scatter) {
  const random = mulberry32(Number(options.seed));
  const truth = levels.flatMap(([level, length]) => Array(length).fill(level));
  return Array.from({ length: count }, () =>
    findChangePoints(
      truth.map((level) => run(level, scatter, random)),
      ALPHA,
    ),
  );
}

/** A run that ends at any look of the rule, as its own rounds measure it. */
function run(level, { round, run, wildness = () => 1 }, random) {
  const { looks } = defaultPolicy;
  const rounds = looks[Math.floor(random() * looks.length)];
  const factor = wildness(random);
  const shift = level + factor * run * gaussian(random);
  const drawn = Array.from({ length: rounds }, () => ({
    mainPath: shift + factor * round * gaussian(random),
  }));
  const { mean, deviation } = roundMean(drawn, 'main-path');
  return measuredByRounds({ change: Math.expm1(mean), deviation }, rounds);
}

/** Of a run's mean, over the looks. */
function runDeviation({ round, run }) {
  const { looks } = defaultPolicy;
  const ofRounds = looks.reduce((sum, look) => sum + round ** 2 / look, 0) / looks.length;
  return Math.sqrt(ofRounds + run ** 2);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
