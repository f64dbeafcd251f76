#!/usr/bin/env node
// The configs of a saved run as one Markdown table, with the method and the time that each took to measure, its
// calibration left out.
//
//   node tools/suite-table.mjs benchmark-artifacts/RUN-ID

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_HEAD, configRow } from './config-row.mjs';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Give the folder of a run; see the head of this file.');

const manifests = readdirSync(folder)
  .sort()
  .map((scenario) => join(folder, scenario, 'manifest.json'))
  .filter((file) => existsSync(file))
  .map((file) => ({ file, ...JSON.parse(readFileSync(file, 'utf8')) }));
if (manifests.length === 0) throw new Error(`${folder} holds no scenario with a manifest.`);

const lines = manifests.flatMap(({ file, scenario, variants }) =>
  variants.map((variant) => configRow(scenario, variant, secondsOf(join(file, '..'), variant))),
);
const [{ machine, sides }] = manifests;
const counts = new Map();
for (const { variants } of manifests) {
  for (const { verdict, failure } of variants) {
    const kind = failure ? 'failed' : (verdict?.kind.replace('-', ' ') ?? 'not finished');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
}
const dates = manifests.map(({ updatedAt }) => updatedAt.slice(0, 10)).sort();
const words = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${kind}`);
const all = [
  `${sides.baseline.name} ${sides.baseline.version} → ${sides.candidate.version}; ${machine.cpuModel}, ${machine.cpuCount} CPUs, ${machine.system}, Python ${machine.python}; ${dates.at(-1)}.`,
  `${manifests.length} scenarios, ${lines.length} configs: ${words.join(', ')}.`,
];
process.stdout.write(`${[...all, '', ...CONFIG_HEAD, ...lines].join('\n')}\n`);

function secondsOf(scenarioFolder, { roundsFile }) {
  const path = join(scenarioFolder, roundsFile);
  if (!existsSync(path)) return '';
  const rounds = readFileSync(path, 'utf8').trim().split('\n').filter(Boolean);
  return rounds.reduce((sum, line) => sum + JSON.parse(line).seconds, 0).toFixed(0);
}
