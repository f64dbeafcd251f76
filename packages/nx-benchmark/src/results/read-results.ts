import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/**
 * The scenarios of a run, sorted by name: of the run asked for, or of the one that measured last.
 *
 * @param scenario only this one; the newest run is then the newest that holds it
 * @throws UserError saying where was looked and what was found, if there is nothing
 */
export function findRun(artifacts: string, runId?: string, scenario?: string): readonly StoredScenario[] {
  const stored = readAll(artifacts).filter(({ manifest }) => !scenario || manifest.scenario === scenario);
  const newest = stored.reduce<StoredScenario | undefined>(
    (best, one) => (best === undefined || one.manifest.updatedAt > best.manifest.updatedAt ? one : best),
    undefined,
  );
  const wanted = runId ?? newest?.manifest.runId;
  const run = stored.filter(({ manifest }) => manifest.runId === wanted);
  if (run.length > 0) return run.sort((a, b) => a.manifest.scenario.localeCompare(b.manifest.scenario));
  const of = scenario === undefined ? '' : ` of ${scenario}`;
  const ids = [...new Set(stored.map(({ manifest }) => manifest.runId))].sort();
  throw new UserError(
    runId === undefined || ids.length === 0
      ? `No results${of} in ${artifacts}.`
      : `No run ${runId}${of} in ${artifacts}; it holds ${ids.slice(-5).join(', ')}.`,
    'Measure first (nx run span:benchmark), or name the folder: --artifacts=DIR.',
  );
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

function readAll(artifacts: string): StoredScenario[] {
  const runs = foldersIn(artifacts).sort((a, b) => Number(a === LATEST) - Number(b === LATEST));
  const seen = new Set<string>();
  return runs.flatMap((run) =>
    foldersIn(join(artifacts, run)).flatMap((scenario) => {
      const folder = join(artifacts, run, scenario);
      const manifest = readManifest(join(folder, artifactNames.manifest));
      // `latest` repeats a run; it counts only where the run itself is not here (a cached result of another machine).
      if (manifest === undefined || seen.has(`${manifest.runId}/${manifest.scenario}`)) return [];
      seen.add(`${manifest.runId}/${manifest.scenario}`);
      return [{ folder, manifest }];
    }),
  );
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
