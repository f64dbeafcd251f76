import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isUnfinished } from '../files/unfinished';
import { artifactNames, LATEST } from './artifacts';
import type { Manifest } from './manifest';
import { readManifest } from './read-manifest';
import { lastWritten } from './scenario-places';

/** A folder that holds the results of a scenario, or should. */
export type FoundManifest =
  | { readonly folder: string; readonly manifest: Manifest }
  | { readonly folder: string; readonly trouble: ManifestTrouble };

/**
 * Why a folder says nothing: there are results and no manifest; the manifest cannot be read, or not to its end; it is of
 * some other program; it is of another version of this one.
 */
export type ManifestTrouble = 'no-manifest' | 'unreadable' | 'foreign' | 'other-version';

/** Folders in folders: as an archive of CI has them, of jobs, of runs, of scenarios. */
const DEEPEST = 5;

/**
 * Every manifest in a folder and below, one at a time, so that thousands of runs need no more room than one. Rounds are not
 * read. Copies in `latest` come after the runs themselves.
 */
export function* readManifests(folder: string, deepest: number = DEEPEST): Generator<FoundManifest> {
  const entries = entriesIn(folder);
  if (entries.some(({ name }) => name === artifactNames.manifest)) {
    yield foundIn(folder);
    return;
  }
  const folders = entries.filter((entry) => entry.isDirectory() && !isElsewhere(entry.name));
  if (lastWritten(folder) !== undefined) {
    yield { folder, trouble: 'no-manifest' };
    return;
  }
  if (deepest === 0) return;
  for (const { name } of folders.toSorted(inOrder)) yield* readManifests(join(folder, name), deepest - 1);
}

/** None in a folder that is not there or that nobody may read. */
function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Folders that hold no runs, and many files of others; and what is being written. */
function isElsewhere(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.') || isUnfinished(name);
}

function inOrder(a: Dirent, b: Dirent): number {
  const last = Number(a.name === LATEST) - Number(b.name === LATEST);
  return last || (a.name < b.name ? -1 : 1);
}

function foundIn(folder: string): FoundManifest {
  try {
    const read = readManifest(join(folder, artifactNames.manifest));
    switch (read.kind) {
      case 'manifest':
        return isWhole(read.manifest) ? { folder, manifest: read.manifest } : { folder, trouble: 'foreign' };
      case 'newer':
        return { folder, trouble: 'other-version' };
      case 'foreign':
        return { folder, trouble: 'foreign' };
      default:
        return { folder, trouble: 'unreadable' };
    }
  } catch {
    return { folder, trouble: 'unreadable' };
  }
}

/** Whether a manifest has all that a history is made of: other programs have numbers of versions, too. */
function isWhole({
  runId,
  scenario,
  startedAt,
  sides,
  machine,
  engine,
  versions,
  variants,
}: Partial<Manifest>): boolean {
  return (
    [runId, scenario].every((text) => typeof text === 'string') &&
    !Number.isNaN(Date.parse(String(startedAt))) &&
    [sides?.baseline, sides?.candidate, machine, engine, versions].every(isObject) &&
    Array.isArray(variants) &&
    variants.every((one) => isObject(one) && Array.isArray(one.results) && isObject(one.slicing))
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
