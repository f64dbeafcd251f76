import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAbandoned, ourselves, ownerText, parseOwner } from '../files/owner';

const PREFIX = 'nx-benchmark-';
const NAME = /^nx-benchmark-([0-9a-f]+-\d+-\w+)-[A-Za-z0-9]{6}$/;

/** A new temporary folder whose name says whose it is. */
export function makeWorkFolder(parent: string = tmpdir()): string {
  return mkdtempSync(join(parent, `${PREFIX}${ownerText(ourselves())}-`));
}

/** Removes the temporary folders whose owners are gone. What cannot be read or removed stays: it is not worth a run. */
export function sweepWorkFolders(parent: string = tmpdir()): void {
  for (const name of namesIn(parent)) {
    const owner = parseOwner(NAME.exec(name)?.[1]);
    if (owner === undefined) continue;
    const folder = join(parent, name);
    try {
      if (isAbandoned(owner, statSync(folder).mtimeMs)) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or gone by now.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
