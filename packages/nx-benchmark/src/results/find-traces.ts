import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type PerSide, SIDES, type Side } from '../domain/side';
import { artifactNames } from './artifacts';
import { filesByConfig } from './files-by-config';
import { foldersIn } from './names-in';

/** The traces of one config, of at least one side. */
export interface StoredTraces {
  readonly scenario: string;
  readonly config: string;
  /** Folder of the scenario's results. */
  readonly folder: string;
  readonly files: Partial<PerSide<string>>;
}

/** The traces in the folder of a scenario, by config: `<side>/viztracer/<config>.json`, or the same compressed. */
export function tracesIn(folder: string, scenario: string = basename(folder)): readonly StoredTraces[] {
  const place = (side: Side) => join(folder, dirname(artifactNames.viztracer(side, 'any')));
  // Sorted by name: what is not compressed comes first.
  const found = filesByConfig(place, /^(.+?)\.json(?:\.gz)?$/);
  return found.map(({ config, files }) => ({ scenario, config, folder, files }));
}

/**
 * The traces in a folder that no manifest describes: of one run, or of runs, of which the one changed last counts.
 *
 * @param runId name of the run's folder, where it is not the newest that is meant
 */
export function tracesWithoutManifest(
  artifacts: string,
  runId?: string,
): { readonly runId: string; readonly traces: readonly StoredTraces[] } {
  const run = runId === undefined && !isRun(artifacts) ? newestIn(artifacts) : join(artifacts, runId ?? '');
  const traces = foldersIn(run).flatMap((scenario) => tracesIn(join(run, scenario)));
  return { runId: basename(run), traces };
}

/** Whether its folders are scenarios. */
function isRun(folder: string): boolean {
  return foldersIn(folder).some((name) => SIDES.some((side) => existsSync(join(folder, name, side))));
}

function newestIn(artifacts: string): string {
  const times = foldersIn(artifacts).map((name) => ({ name, at: statSync(join(artifacts, name)).mtimeMs }));
  const [newest] = times.sort((a, b) => b.at - a.at);
  return join(artifacts, newest?.name ?? '');
}
