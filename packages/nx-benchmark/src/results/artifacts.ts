import { join } from 'node:path';
import type { RoundPart } from '../domain/round';
import { SIDES, type Side } from '../domain/side';

const TRACES = 'viztracer';

/** Names inside `<artifacts>/<run-id>/<scenario>/`. The first two are what users and pyperf rely on. */
export const artifactNames = {
  results: (side: Side, variant: string) => join(side, `results.${variant}.json`),
  viztracer: (side: Side, variant: string) => join(side, TRACES, `${variant}.json`),
  /** What the build of a side's source said. */
  buildLog: (side: Side, number: number) => join(side, number === 1 ? 'build.log' : `build-${number}.log`),
  rounds: (variant: string, part?: RoundPart) => join(part ?? 'rounds', `${variant}.jsonl`),
  manifest: 'manifest.json',
} as const;

/** Whether a path, relative to the scenario's folder, is where a side's traces are. */
export function isTraceFolder(path: string): boolean {
  return SIDES.some((side) => path === join(side, TRACES));
}

/** Holds a copy of each scenario's newest complete run: the one path known beforehand, which Nx can cache. */
export const LATEST = 'latest';

/** `<artifacts>/<run-id>/<scenario>`. */
export function scenarioFolder(artifacts: string, runId: string, scenario: string): string {
  return join(artifacts, runId, scenario);
}
