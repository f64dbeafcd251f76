import { statSync } from 'node:fs';
import { join } from 'node:path';
import { artifactNames } from './artifacts';
import { foldersIn } from './names-in';
import { pyperfFiles, roundsFiles } from './result-files';

/** A folder that holds results of a scenario, of which nothing is read yet. */
export interface ScenarioPlace {
  readonly folder: string;
  readonly scenario: string;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

/** The scenarios in the folder of a run, by name; whatever else is there does not count. */
export function scenarioPlaces(run: string): readonly ScenarioPlace[] {
  return foldersIn(run).flatMap((scenario) => {
    const folder = join(run, scenario);
    const writtenAt = lastWritten(folder);
    return writtenAt === undefined ? [] : [{ folder, scenario, writtenAt }];
  });
}

/** When the results in a folder were written last, in milliseconds since 1970; undefined where there are none. */
export function lastWritten(folder: string): number | undefined {
  const manifest = statSync(join(folder, artifactNames.manifest), { throwIfNoEntry: false });
  if (manifest?.isFile()) return manifest.mtimeMs;
  const pyperf = pyperfFiles(folder).flatMap(({ files }) => Object.values(files));
  const rounds = [...roundsFiles(folder).values()];
  const times = [...pyperf, ...rounds].map((file) => statSync(file).mtimeMs);
  return times.length === 0 ? undefined : Math.max(...times);
}
