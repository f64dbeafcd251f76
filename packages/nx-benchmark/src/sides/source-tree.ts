import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry } from '../engine/put-files';

const NEVER_SOURCE = new Set(['.git', '.nx', '.venv', 'venv', 'node_modules', '__pycache__']);

/**
 * The files of a library's source: in a git checkout those that git tracks or would track, elsewhere all but the
 * folders that are never source. Sorted, so that equal trees give equal keys. Links are left out.
 *
 * @param wanted which of them to read; all without it
 */
export function readSourceTree(folder: string, wanted: (path: string) => boolean = () => true): FileEntry[] {
  const paths = (filesOfGit(folder) ?? filesBelow(folder, '')).filter(wanted);
  return paths.sort().flatMap((path) => {
    const status = lstatSync(join(folder, path), { throwIfNoEntry: false });
    // Tracked but deleted: not part of the source any more.
    if (status === undefined || !status.isFile()) return [];
    const executable = (status.mode & 0o111) !== 0;
    return [{ path, content: readFileSync(join(folder, path)), executable }];
  });
}

function filesOfGit(folder: string): string[] | undefined {
  try {
    const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...new Set(output.split('\0').filter((path) => path !== ''))];
  } catch {
    // No git, or no checkout: both mean that the folder speaks for itself.
    return undefined;
  }
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return NEVER_SOURCE.has(entry.name) ? [] : filesBelow(root, path);
  });
}
