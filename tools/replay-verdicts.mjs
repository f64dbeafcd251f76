// How often is the verdict wrong in the noise of a real machine? Takes the rounds of a saved run, draws from those of each
// config with a change that is known, runs the real rule on them and prints what it says. Rounds are centred, and turned
// round at random: equal sides are as wild to one side as to the other. `npm run build` first.
//
//   node tools/replay-verdicts.mjs benchmark-artifacts/RUN-ID [--runs 200] [--seed 1] [--fewest 13]

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { mulberry32, percent } from './simulation.mjs';

const require = createRequire(import.meta.url);
const { decide } = require('../packages/nx-benchmark/dist/analysis/decide.js');
const { defaultPolicy, looksOf } = require('../packages/nx-benchmark/dist/analysis/policy.js');
const { roundMean } = require('../packages/nx-benchmark/dist/analysis/round-mean.js');
const { roundStatistics } = require('../packages/nx-benchmark/dist/analysis/round-statistics.js');
const { readRoundsFile } = require('../packages/nx-benchmark/dist/results/read-rounds-file.js');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    fewest: { type: 'string', default: '13' },
  },
});
const [folder] = positionals;
if (!folder) throw new Error('Give the folder of a run; see the head of this file.');

const CHANGES = [0, 0.005, 0.01, 0.02, 0.05];
const VERDICTS = ['regression', 'improvement', 'no-change', 'inconclusive'];

const runs = Number(options.runs);
const configs = recordedConfigs(folder).filter((rounds) => rounds.length >= Number(options.fewest));
print(
  `${configs.length} configs of ${folder}, ${options.fewest} rounds or more; ${runs} runs of each, seed ${options.seed}`,
);
print('');
print('| true change | regression | improvement | no change | inconclusive | mean rounds |');
print('|---:|---:|---:|---:|---:|---:|');
for (const change of CHANGES) print(row(change));

/** The two statistics of a computing scenario, of each config in which all rounds have them, without what they have in common. */
function recordedConfigs(folder) {
  const files = readdirSync(folder)
    .map((scenario) => join(folder, scenario, 'rounds'))
    .filter(existsSync)
    .flatMap((rounds) => readdirSync(rounds).map((file) => join(rounds, file)));
  return files.flatMap((file) => {
    const rounds = readRoundsFile(file).rounds.map(roundStatistics);
    const [mainPath, allWork] = ['main-path', 'all-work'].map((name) => centreOf(rounds, name, file));
    if (mainPath === undefined || allWork === undefined) return [];
    return [
      rounds.map((round) => ({ mainPath: round.mainPath - mainPath, allWork: round.allWork - allWork })),
    ];
  });
}

function centreOf(rounds, statistic, file) {
  if (rounds.length < 2) return undefined;
  const summary = roundMean(rounds, statistic);
  if (summary === undefined) print(`left out: ${basename(file)} has rounds without ${statistic}`);
  return summary?.mean;
}

function row(change) {
  const random = mulberry32(Number(options.seed));
  const count = Object.fromEntries(VERDICTS.map((kind) => [kind, 0]));
  let rounds = 0;
  for (const recorded of configs) {
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
