import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Round } from '../domain/round';
import { UserError } from '../domain/user-error';
import { artifactNames, LATEST } from './artifacts';
import { MANIFEST_VERSION, type Manifest } from './manifest';
import { decodeRound } from './round-line';

/** One scenario of a run, found on disk. */
export interface StoredScenario {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A run with its scenarios, at least one. */
export interface FoundRun {
  readonly runId: string;
  readonly scenarios: readonly StoredScenario[];
}

/**
 * The scenarios of a run, sorted by name: of the run asked for, or of the newest, which is the one that was written to
 * last.
 *
 * @param artifacts a folder of runs, or that of one run
 * @param scenario only this one; the newest run is then the newest that holds it
 * @throws UserError saying where was looked and what was found, if there is nothing
 */
export function findRun(artifacts: string, runId?: string, scenario?: string): FoundRun {
  const runs = readAll(artifacts).filter((one) => !scenario || one.manifest.scenario === scenario);
  const wanted = runId ?? newestOf(runs)?.runId;
  const scenarios = runs.filter((one) => one.runId === wanted);
  if (wanted !== undefined && scenarios.length > 0) return { runId: wanted, scenarios: sorted(scenarios) };
  const of = scenario === undefined ? '' : ` of ${scenario}`;
  const ids = [...new Set(runs.map((one) => one.runId))].sort();
  throw new UserError(
    runId === undefined || ids.length === 0
      ? `No results${of} in ${artifacts}.`
      : `No run ${runId}${of} in ${artifacts}; it holds ${ids.slice(-5).join(', ')}.`,
    'Measure first (nx run span:benchmark), or name the folder that holds the results.',
  );
}

/** The scenarios of one run, none if there is no such run. */
export function readRun(artifacts: string, runId: string): readonly StoredScenario[] {
  return sorted(readAll(artifacts).filter((one) => one.runId === runId));
}

/** Every finished round of a variant, in order. A line cut short by a crash is left out. */
export function readRounds({ folder, manifest }: StoredScenario, variant: string): readonly Round[] {
  const record = manifest.variants.find(({ name }) => name === variant);
  const path = join(folder, record?.roundsFile ?? artifactNames.rounds(variant));
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [decodeRound(line)];
      } catch (error) {
        if (error instanceof SyntaxError) return [];
        throw error;
      }
    });
}

interface PlacedScenario extends StoredScenario {
  /** The folder it is in; a run that took its result from the cache holds a manifest of an older run. */
  readonly runId: string;
  readonly writtenAt: number;
}

function readAll(artifacts: string): readonly PlacedScenario[] {
  const alone = readFolder(artifacts, () => basename(artifacts));
  if (alone.length > 0) return alone;
  const runs = foldersIn(artifacts).filter((name) => name !== LATEST);
  const stored = runs.flatMap((run) => readFolder(join(artifacts, run), () => run));
  // `latest` repeats a run; it counts only where that run is not here (a cached result of another machine).
  const here = new Set(stored.map(({ manifest }) => `${manifest.runId}/${manifest.scenario}`));
  const latest = readFolder(join(artifacts, LATEST), ({ runId }) => runId);
  return [...stored, ...latest.filter(({ manifest }) => !here.has(`${manifest.runId}/${manifest.scenario}`))];
}

function readFolder(run: string, runId: (manifest: Manifest) => string): PlacedScenario[] {
  return foldersIn(run).flatMap((scenario) => {
    const folder = join(run, scenario);
    const path = join(folder, artifactNames.manifest);
    const manifest = readManifest(path);
    if (manifest === undefined) return [];
    return [{ folder, manifest, runId: runId(manifest), writtenAt: statSync(path).mtimeMs }];
  });
}

function newestOf(scenarios: readonly PlacedScenario[]): PlacedScenario | undefined {
  return scenarios.reduce<PlacedScenario | undefined>(
    (best, one) => (best === undefined || one.writtenAt > best.writtenAt ? one : best),
    undefined,
  );
}

function sorted<T extends StoredScenario>(scenarios: readonly T[]): readonly T[] {
  return [...scenarios].sort((a, b) => (a.manifest.scenario < b.manifest.scenario ? -1 : 1));
}

function readManifest(path: string): Manifest | undefined {
  if (!existsSync(path)) return undefined;
  const manifest = parse(path);
  if (manifest.schemaVersion !== MANIFEST_VERSION) {
    throw new UserError(
      `${path} has schema version ${manifest.schemaVersion}; this version reads ${MANIFEST_VERSION}.`,
      'Use the version of nx-benchmark that wrote it, or measure again.',
    );
  }
  return manifest;
}

function parse(path: string): Manifest {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new UserError(
      `${path} is not a manifest: ${(error as Error).message}`,
      'Remove that run’s folder.',
      {
        cause: error,
      },
    );
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
