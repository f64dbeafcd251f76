import { statSync } from 'node:fs';
import { artifactNames } from './artifacts';
import { blankManifest, blankVariant } from './blank-manifest';
import type { Machine, Manifest } from './manifest';
import { readPyperf } from './read-pyperf';
import { pyperfFiles, roundsFiles } from './result-files';

/**
 * What can be told of results without a manifest: of a run of ours that lost it, from its rounds, and of what others wrote,
 * from pyperf's files. What the results come to is not in it; undefined where there are none.
 */
export function recoverManifest(folder: string, runId: string, scenario: string): Manifest | undefined {
  const rounds = roundsFiles(folder);
  const pyperf = pyperfFiles(folder);
  const files = [...rounds.values(), ...pyperf.flatMap(({ files }) => Object.values(files))];
  if (files.length === 0) return undefined;
  const times = files.map((file) => statSync(file).mtimeMs);
  const configs = new Set([...rounds.keys(), ...pyperf.map(({ config }) => config)]);
  const blank = blankManifest(runId, scenario);
  const alone = rounds.size === 0 && pyperf.every(({ files }) => files.candidate === undefined);
  return {
    ...blank,
    state: rounds.size === 0 ? 'complete' : 'interrupted',
    startedAt: new Date(Math.min(...times)).toISOString(),
    updatedAt: new Date(Math.max(...times)).toISOString(),
    machine: { ...blank.machine, ...machineIn(pyperf.flatMap(({ files }) => Object.values(files))) },
    ...(alone ? { alone } : {}),
    variants: [...configs].sort().map((name) => blankVariant(name, artifactNames.rounds(name))),
  };
}

/** What the first of pyperf's files that can be read says of the machine. */
function machineIn(files: readonly string[]): Partial<Machine> {
  for (const file of files) {
    const read = readPyperf(file);
    if ('reason' in read) continue;
    const { cpu_model_name: cpuModel, platform: system, python_version: python } = read.metadata;
    const cpuCount = Number(read.metadata.cpu_count);
    return {
      ...(cpuModel === undefined ? {} : { cpuModel }),
      ...(system === undefined ? {} : { system }),
      ...(python === undefined ? {} : { python }),
      ...(cpuCount > 0 ? { cpuCount } : {}),
    };
  }
  return {};
}
