import { type Dirent, readdirSync } from 'node:fs';
import { isUnfinished } from '../files/unfinished';

/** Names of the finished files in a folder, sorted; none where there is no such folder. */
export function filesIn(folder: string): string[] {
  return namesIn(folder, (entry) => entry.isFile());
}

/** Names of the finished folders in a folder, sorted; none where there is no such folder. */
export function foldersIn(folder: string): string[] {
  return namesIn(folder, (entry) => entry.isDirectory());
}

function namesIn(folder: string, counts: (entry: Dirent) => boolean): string[] {
  return entriesOf(folder)
    .filter((entry) => counts(entry) && !isUnfinished(entry.name))
    .map(({ name }) => name)
    .sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
