#!/usr/bin/env node
// A saved run as two Markdown tables: a line a scenario, and a line a config, with the method and the time that it took to
// measure, calibration left out.
//
//   node tools/suite-table.mjs benchmark-artifacts/RUN-ID

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_HEAD, configRow, percent } from './config-row.mjs';

const VERDICTS = ['no-change', 'regression', 'improvement', 'inconclusive'];

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Give the folder of a run; see the head of this file.');

const manifests = readdirSync(folder)
  .sort()
  .filter((scenario) => existsSync(join(folder, scenario, 'manifest.json')))
  .map((scenario) => JSON.parse(readFileSync(join(folder, scenario, 'manifest.json'), 'utf8')));
if (manifests.length === 0) throw new Error(`${folder} holds no scenario with a manifest.`);

const [{ machine, sides }] = manifests;
const dates = manifests.map(({ updatedAt }) => updatedAt.slice(0, 10)).sort();
const measured = manifests.flatMap(({ variants }) => variants);
const seconds = manifests.reduce((sum, one) => sum + secondsOf(one), 0);
print(
  `${sides.baseline.name} ${sides.baseline.version} → ${sides.candidate.version}; ${machine.cpuModel}, ${machine.cpuCount} CPUs, ${machine.system}, Python ${machine.python}; ${dates.at(-1)}.`,
  `${manifests.length} scenarios, ${measured.length} configs: ${counted(measured)}; ${(seconds / 60).toFixed(0)} minutes of rounds.`,
  '',
  '| scenario | configs | no change | regression | improvement | inconclusive | all configs together | rounds | seconds |',
  '|---|--:|--:|--:|--:|--:|---|--:|--:|',
  ...manifests.map(scenarioRow),
  '',
  ...CONFIG_HEAD,
  ...manifests.flatMap(({ scenario, variants }) =>
    variants.map((variant) => configRow(scenario, variant, secondsOfConfig(scenario, variant).toFixed(0))),
  ),
);

function scenarioRow(manifest) {
  const { scenario, variants, geomean } = manifest;
  const counts = VERDICTS.map((kind) => variants.filter((one) => kindOf(one) === kind).length || '');
  const rounds = variants.reduce((sum, one) => sum + one.rounds, 0);
  const change = geomean
    ? `${percent(geomean.change)} [${percent(geomean.low)}, ${percent(geomean.high)}]`
    : '';
  return `| ${[scenario, variants.length, ...counts, change, rounds, secondsOf(manifest).toFixed(0)].join(' | ')} |`;
}

/** `28 no change, 6 regression`, the most frequent first. */
function counted(variants) {
  const counts = new Map();
  for (const one of variants) counts.set(kindOf(one), (counts.get(kindOf(one)) ?? 0) + 1);
  const words = [...counts].sort((a, b) => b[1] - a[1]);
  return words.map(([kind, count]) => `${count} ${kind.replace('-', ' ')}`).join(', ');
}

function kindOf({ verdict, failure }) {
  return failure ? 'failed' : (verdict?.kind ?? 'not finished');
}

function secondsOf({ scenario, variants }) {
  return variants.reduce((sum, variant) => sum + secondsOfConfig(scenario, variant), 0);
}

function secondsOfConfig(scenario, { roundsFile }) {
  const path = join(folder, scenario, roundsFile ?? '');
  if (roundsFile === undefined || !existsSync(path)) return 0;
  const rounds = readFileSync(path, 'utf8').trim().split('\n').filter(Boolean);
  return rounds.reduce((sum, line) => sum + JSON.parse(line).seconds, 0);
}

function print(...lines) {
  process.stdout.write(`${lines.join('\n')}\n`);
}
