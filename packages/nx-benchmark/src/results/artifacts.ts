import { join } from 'node:path';
import type { Side } from '../domain/side';

/** Names inside `<artifacts>/<run-id>/<scenario>/`. The first two are what users and pyperf rely on. */
export const artifactNames = {
  results: (side: Side, variant: string) => join(side, `results.${variant}.json`),
  viztracer: (side: Side, variant: string) => join(side, 'viztracer', `${variant}.json`),
  rounds: (variant: string) => join('rounds', `${variant}.jsonl`),
  manifest: 'manifest.json',
} as const;

/** Holds a copy of each scenario's newest complete run: the one path known beforehand, which Nx can cache. */
export const LATEST = 'latest';

/** `<artifacts>/<run-id>/<scenario>`. */
export function scenarioFolder(artifacts: string, runId: string, scenario: string): string {
  return join(artifacts, runId, scenario);
}
