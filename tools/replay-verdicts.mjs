// How often is the verdict wrong in the noise of a real machine? Takes the rounds of saved runs, says how many of them are
// unlike all others, then draws from those of each config with a change that is known, runs the real rule on them and prints
// what it says. Rounds are centred, and turned round at random: equal sides are as wild to one side as to the other.
// `npm run build` first.
//
//   node tools/replay-verdicts.mjs benchmark-artifacts/RUN-ID... [--runs 200] [--seed 1] [--fewest 13]

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mulberry32, percent } from './simulation.mjs';

const require = createRequire(import.meta.url);
const { decide } = require('../packages/nx-benchmark/dist/analysis/decide.js');
const { pairLogRatios } = require('../packages/nx-benchmark/dist/analysis/pair-log-ratios.js');
const { defaultPolicy, looksOf } = require('../packages/nx-benchmark/dist/analysis/policy.js');
const { roundMean } = require('../packages/nx-benchmark/dist/analysis/round-mean.js');
const { roundStatistics } = require('../packages/nx-benchmark/dist/analysis/round-statistics.js');
const { sliceCpu } = require('../packages/nx-benchmark/dist/analysis/slice-cpu.js');
const { trimmedMean } = require('../packages/nx-benchmark/dist/analysis/trimmed-mean.js');
const { readRoundsFile } = require('../packages/nx-benchmark/dist/results/read-rounds-file.js');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    fewest: { type: 'string', default: '13' },
  },
});
if (positionals.length === 0) throw new Error('Give the folder of a run; see the head of this file.');

/** Deviations from which on a round is far from the others, as in the caution on uneven rounds. */
const FAR = 4;

const CHANGES = [0, 0.005, 0.01, 0.02, 0.05];
const VERDICTS = ['regression', 'improvement', 'no-change', 'inconclusive'];

const runs = Number(options.runs);
const configs = positionals
  .flatMap(roundsFiles)
  .flatMap(recordedConfig)
  .filter(({ rounds }) => rounds.length >= Number(options.fewest));
print(
  `${configs.length} configs of ${options.fewest} rounds or more; ${runs} runs of each, seed ${options.seed}`,
);
print(farRounds(configs));
print('');
print('| true change | regression | improvement | no change | inconclusive | mean rounds |');
print('|---:|---:|---:|---:|---:|---:|');
for (const change of CHANGES) print(row(change));

function roundsFiles(folder) {
  return readdirSync(folder)
    .map((scenario) => join(folder, scenario, 'rounds'))
    .filter(existsSync)
    .flatMap((rounds) => readdirSync(rounds).map((file) => join(rounds, file)));
}

/**
 * The two statistics of a computing scenario in each round, without what the rounds have in common, how much a round of the
 * main path deviates, and the pairs; none where a round lacks one of the two.
 */
function recordedConfig(file) {
  const { rounds } = readRoundsFile(file);
  if (rounds.length < 2) return [];
  const statistics = rounds.map(roundStatistics);
  const [mainPath, allWork] = ['main-path', 'all-work'].map((name) => roundMean(statistics, name));
  if (mainPath === undefined || allWork === undefined) return [];
  return [
    {
      deviation: mainPath.deviation,
      rounds: statistics.map((round, at) => ({
        mainPath: round.mainPath - mainPath.mean,
        allWork: round.allWork - allWork.mean,
        pairs: pairLogRatios(rounds[at], sliceCpu).map((ratio) => ratio && ratio - mainPath.mean),
      })),
    },
  ];
}

/** How many rounds are far from the others, how far, and how much of that the weaker half of the round shows. */
function farRounds(configs) {
  const all = configs.flatMap(({ rounds }) => rounds);
  const far = configs.flatMap(({ rounds, deviation }) =>
    rounds.filter(({ mainPath }) => Math.abs(mainPath) > FAR * deviation),
  );
  const slower = far.filter(({ mainPath }) => mainPath > 0).length;
  const distances = far.map(({ mainPath }) => Math.abs(mainPath)).sort((a, b) => a - b);
  const halves = far.map(weakerHalf).sort((a, b) => a - b);
  const at = (sorted, share) => percent(sorted[Math.floor(share * (sorted.length - 1))] ?? 0, 0);
  return `${far.length} of ${all.length} rounds are further than ${FAR} deviations from the others, ${slower} to the slower side; half of them by ${at(distances, 0.25)} to ${at(distances, 0.75)}; in 19 of 20 the weaker half of the round shows ${at(halves, 0.05)} of it or more`;
}

function weakerHalf({ mainPath, pairs }) {
  const read = pairs.filter((ratio) => ratio !== undefined);
  const middle = Math.floor(read.length / 2);
  return Math.min(...[read.slice(0, middle), read.slice(middle)].map((half) => trimmedMean(half) / mainPath));
}

function row(change) {
  const random = mulberry32(Number(options.seed));
  const count = Object.fromEntries(VERDICTS.map((kind) => [kind, 0]));
  let rounds = 0;
  for (const { rounds: recorded } of configs) {
    for (let run = 0; run < runs; run++) {
      const verdict = replay(recorded, Math.log1p(change), random);
      count[verdict.kind]++;
      rounds += verdict.rounds;
    }
  }
  const total = runs * configs.length;
  const shares = VERDICTS.map((kind) => percent(count[kind] / total));
  return `| ${[percent(change, 1), ...shares, (rounds / total).toFixed(1)].join(' | ')} |`;
}

/** A run that draws its rounds from the recorded ones, from look to look until there is a verdict. */
function replay(recorded, shift, random) {
  const drawn = [];
  for (const look of looksOf(defaultPolicy)) {
    while (drawn.length < look) drawn.push(draw(recorded, shift, random));
    const { verdict } = decide(drawn, defaultPolicy, 1);
    if (verdict !== undefined) return verdict;
  }
  throw new Error('the last look gave no verdict');
}

function draw(recorded, shift, random) {
  const { mainPath, allWork } = recorded[Math.floor(random() * recorded.length)];
  const sign = random() < 0.5 ? 1 : -1;
  return {
    mainPath: shift + sign * mainPath,
    allWork: shift + sign * allWork,
    waiting: undefined,
    cpuShare: 1,
  };
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
