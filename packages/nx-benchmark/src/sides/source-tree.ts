import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry } from '../engine/put-files';
import { git } from '../git/git';

/** Names of folders that are no source, unless git tracks what is in them. */
export const NEVER_SOURCE: readonly string[] = [
  '.git',
  '.nx',
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
];

/**
 * The files of a library's source: in a git checkout those that git tracks (submodules' too) or would track, elsewhere
 * all; of what git does not track, not the folders that are never source. Sorted, so that equal trees give equal keys.
 *
 * @param choose which of them to read, of the paths of all
 */
export function readSourceTree(
  folder: string,
  choose: (paths: readonly string[]) => readonly string[],
): FileEntry[] {
  const statusOf = (path: string) => lstatSync(join(folder, path), { throwIfNoEntry: false });
  // Tracked but deleted: not part of the source any more.
  const all = (filesOfGit(folder) ?? filesBelow(folder, '')).filter((path) => statusOf(path) !== undefined);
  return [...choose(all)].sort().flatMap((path): FileEntry[] => {
    const status = statusOf(path);
    if (status?.isSymbolicLink()) {
      const link = readlinkSync(join(folder, path));
      return [{ path, content: Buffer.alloc(0), executable: false, link }];
    }
    if (!status?.isFile()) return [];
    const executable = (status.mode & 0o111) !== 0;
    return [{ path, content: readFileSync(join(folder, path)), executable }];
  });
}

/** undefined where the folder is no checkout, or ignored by the one around it: it then speaks for itself. */
function filesOfGit(folder: string): string[] | undefined {
  const list = (...which: string[]) => {
    const { succeeded, stdout } = git(folder, 'ls-files', '-z', ...which);
    return succeeded ? stdout.split('\0').filter((path) => path !== '') : undefined;
  };
  try {
    const tracked = list('--cached', '--recurse-submodules');
    if (tracked === undefined) return undefined;
    const others = list('--others', '--exclude-standard') ?? [];
    const all = new Set([...tracked, ...others.filter((path) => !isNeverSource(path))]);
    return all.size === 0 ? undefined : [...all];
  } catch {
    return undefined;
  }
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return NEVER_SOURCE.includes(entry.name) ? [] : filesBelow(root, path);
  });
}

function isNeverSource(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((name) => NEVER_SOURCE.includes(name));
}
