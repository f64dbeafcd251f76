import { join } from 'node:path';
import type { Round, RoundPart } from '../domain/round';
import { UserError } from '../domain/user-error';
import { artifactNames } from './artifacts';
import { nothingFound } from './nothing-found';
import { newerManifestWords, readManifest } from './read-manifest';
import { type RoundsFile, readRoundsFile } from './read-rounds-file';
import { type LeftOut, readPlace, type StoredScenario } from './read-scenario';
import { newestRuns, placesOfRun, type RunPlace, runPlaces } from './run-places';

/** A run with its scenarios, at least one. */
export interface FoundRun {
  readonly runId: string;
  readonly scenarios: readonly StoredScenario[];
  /** What else is in its folder and could not be read. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The scenarios of a run, sorted by name: of the run asked for, or of the newest, which is the one that was written to
 * last. Runs of which nothing can be read are passed over, but not those that a newer version wrote.
 *
 * @param artifacts a folder of runs, or that of one run
 * @param scenario only this one; the newest run is then the newest that holds it
 * @throws UserError saying where was looked and what was found, if there is nothing
 */
export function findRun(artifacts: string, runId?: string, scenario?: string): FoundRun {
  const places = runPlaces(artifacts).filter((one) => scenario === undefined || one.scenario === scenario);
  const failed: LeftOut[] = [];
  for (const wanted of runId === undefined ? newestRuns(places) : [runId]) {
    const { scenarios, leftOut } = readPlaces(placesOfRun(places, wanted), wanted);
    if (scenarios.length > 0) return { runId: wanted, scenarios, leftOut };
    failed.push(...leftOut);
    if (leftOut.some(({ newer }) => newer)) break;
  }
  const first = failed.find(({ newer }) => newer) ?? failed[0];
  if (first !== undefined) throw new UserError(first.reason, first.hint);
  throw nothingFound(artifacts, runId, scenario);
}

/** The scenarios of one run, none if there is no such run. */
export function readRun(artifacts: string, runId: string): readonly StoredScenario[] {
  return readPlaces(placesOfRun(runPlaces(artifacts), runId), runId).scenarios;
}

/**
 * The scenario in `folder` as its manifest has it, if there is one.
 *
 * @throws UserError for a manifest that is damaged or newer than this version
 */
export function readScenario(folder: string): StoredScenario | undefined {
  const path = join(folder, artifactNames.manifest);
  const read = readManifest(path);
  switch (read.kind) {
    case 'manifest':
      return { folder, manifest: read.manifest };
    case 'absent':
      return undefined;
    case 'newer':
      throw new UserError(...newerManifestWords(path, read.version));
    case 'damaged':
    case 'foreign':
      throw new UserError(`${path} is not a manifest: ${read.reason}`, 'Remove that run’s folder.');
  }
}

/** Every finished round of a variant, or of a part of it, in order. A line cut short by a crash is left out. */
export function readRounds(stored: StoredScenario, variant: string, part?: RoundPart): readonly Round[] {
  return readRoundsOf(stored, variant, part).rounds;
}

/** The same, with what its file holds besides rounds. */
export function readRoundsOf(
  { folder, manifest }: StoredScenario,
  variant: string,
  part?: RoundPart,
): RoundsFile {
  const record = manifest.variants.find(({ name }) => name === variant);
  const file = part === undefined ? record?.roundsFile : record?.confirmation?.roundsFile;
  return readRoundsFile(join(folder, file ?? artifactNames.rounds(variant, part)));
}

function readPlaces(places: readonly RunPlace[], runId: string): Pick<FoundRun, 'scenarios' | 'leftOut'> {
  const read = places.map((place) => readPlace(place, runId));
  return {
    scenarios: read.filter((one) => 'manifest' in one),
    leftOut: read.filter((one) => 'reason' in one),
  };
}
