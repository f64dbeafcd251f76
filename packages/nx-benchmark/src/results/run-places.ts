import { basename, join } from 'node:path';
import { artifactNames, LATEST } from './artifacts';
import { foldersIn } from './names-in';
import { readManifest } from './read-manifest';
import { type ScenarioPlace, scenarioPlaces } from './scenario-places';

/** A scenario's folder and the run it is of. */
export interface RunPlace extends ScenarioPlace {
  /** Undefined for a copy in `latest`: its manifest says it. */
  readonly runId: string | undefined;
}

/**
 * Every scenario of every run in a folder.
 *
 * @param artifacts a folder of runs, or that of one run
 */
export function runPlaces(artifacts: string): readonly RunPlace[] {
  const below = foldersIn(artifacts).flatMap((name) => {
    return placesIn(join(artifacts, name), name === LATEST ? undefined : name);
  });
  return [...placesIn(artifacts, basename(artifacts)), ...below];
}

function placesIn(run: string, runId: string | undefined): RunPlace[] {
  return scenarioPlaces(run).map((place) => ({ ...place, runId }));
}

/**
 * The scenarios of a run, by name. A copy in `latest` counts only where the run's own folder lacks the scenario: it is the
 * cached result of another machine then. A run that took its result from the cache holds the manifest of an older one, so
 * it is the folder that says the run.
 */
export function placesOfRun(places: readonly RunPlace[], runId: string): readonly RunPlace[] {
  const own = places.filter((place) => place.runId === runId);
  const here = new Set(own.map(({ scenario }) => scenario));
  const copies = places.filter((place) => {
    return place.runId === undefined && !here.has(place.scenario) && runOfCopy(place) === runId;
  });
  return [...own, ...copies].sort((a, b) => (a.scenario < b.scenario ? -1 : 1));
}

/** The runs, the one that was written to last first. Manifests are read only where a copy might be the newest. */
export function* newestRuns(places: readonly RunPlace[]): Generator<string> {
  const here = new Set(places.map(({ runId, scenario }) => `${runId}/${scenario}`));
  const told = new Set<string>();
  for (const place of [...places].sort((a, b) => b.writtenAt - a.writtenAt)) {
    const runId = place.runId ?? runOfCopy(place);
    if (runId === undefined || told.has(runId)) continue;
    // When a copy was made says nothing about a run that is here.
    if (place.runId === undefined && here.has(`${runId}/${place.scenario}`)) continue;
    told.add(runId);
    yield runId;
  }
}

function runOfCopy({ folder }: RunPlace): string | undefined {
  const read = readManifest(join(folder, artifactNames.manifest));
  return read.kind === 'manifest' ? read.manifest.runId : undefined;
}
