import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAbandoned, type Owner, ourselves, ownerText, parseOwner } from './owner';

// Versions before this one wrote a process ID alone.
const NAME = /\.([0-9a-f]{8}-\d+-\w+|\d+)\.tmp$/;

/** Where something is written before it takes its name `path`: beside it, under a name that says whose it is. */
export function unfinishedPath(path: string): string {
  return `${path}.${ownerText(ourselves())}.tmp`;
}

/** Whether a file or folder of this name was never finished, or not yet. */
export function isUnfinished(name: string): boolean {
  return NAME.test(name);
}

/** Whose an unfinished file or folder of this name is; undefined for other names. */
export function ownerOfUnfinished(name: string): Owner | undefined {
  return parseOwner(NAME.exec(name)?.[1]);
}

/**
 * Removes what processes that are gone left unfinished in a folder. What cannot be read or removed stays: it is not
 * worth a run.
 */
export function sweepUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!isUnfinished(name)) continue;
    const path = join(folder, name);
    try {
      if (isAbandoned(ownerOfUnfinished(name), statSync(path).mtimeMs)) {
        rmSync(path, { recursive: true, force: true });
      }
    } catch {
      // Another user's, or gone by now.
    }
  }
}
