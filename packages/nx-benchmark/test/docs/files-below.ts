import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute paths of the files in a folder and below whose path, relative to it, is wanted. */
export function filesBelow(
  folder: string,
  wanted: (path: string) => boolean = () => true,
): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => wanted(path.slice(folder.length + 1)));
}
