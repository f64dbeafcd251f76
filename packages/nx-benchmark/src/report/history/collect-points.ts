import { basename, dirname } from 'node:path';
import type { StatisticName } from '../../domain/verdict';
import { LATEST } from '../../results/artifacts';
import type { Manifest } from '../../results/manifest';
import type { FoundManifest } from '../../results/read-manifests';
import { benchmarkProject } from '../settling';
import type { HistoryPoint } from './history';
import { pointsOfRun, reasonAgainstRun } from './points-of-run';
import type { SkipCounter } from './skip-counter';

/** What to take of the manifests. */
export interface PointsWanted {
  readonly statistic: StatisticName;
  /** Only this one. */
  readonly scenario?: string | undefined;
  /** Only these. */
  readonly configs?: readonly string[] | undefined;
  /** Absolute path of the folder that the `analyze` target reads anyway. */
  readonly artifacts: string;
}

/** A point of a config, and the manifest it is from. */
export interface CollectedPoint {
  readonly manifest: Manifest;
  readonly config: string;
  readonly point: HistoryPoint;
}

/** The points of all runs, in the order they are found; each run counts once. The rest goes to `skips`. */
export function* collectPoints(
  found: Iterable<FoundManifest>,
  { statistic, scenario, configs, artifacts }: PointsWanted,
  skips: SkipCounter,
): Generator<CollectedPoint> {
  // A run that took its result from a cache, and `latest`, hold a copy of a run.
  const seen = new Set<string>();
  for (const one of found) {
    if ('trouble' in one) {
      skips.add(one.trouble, one.folder);
      continue;
    }
    const { folder, manifest } = one;
    const name = `${manifest.scenario}/${manifest.runId}`;
    if (seen.has(name)) continue;
    seen.add(name);
    const reason = reasonAgainstRun(manifest, scenario);
    if (reason !== undefined) {
      skips.add(reason, folder);
      continue;
    }
    for (const ofConfig of pointsOfRun(manifest, statistic, commandFor(folder, manifest, artifacts))) {
      if (configs !== undefined && !configs.includes(ofConfig.config)) continue;
      if ('reason' in ofConfig) skips.add(ofConfig.reason, folder);
      else yield { manifest, ...ofConfig };
    }
  }
}

/** The command that shows the run whose scenario is in `folder`. */
function commandFor(folder: string, manifest: Manifest, artifacts: string): string {
  const run = dirname(folder);
  const id = basename(run) === LATEST ? manifest.runId : basename(run);
  const elsewhere = dirname(run) === artifacts ? '' : ` --artifacts=${dirname(run)}`;
  return `nx run ${benchmarkProject(manifest)}:analyze --runId=${id}${elsewhere}`;
}
