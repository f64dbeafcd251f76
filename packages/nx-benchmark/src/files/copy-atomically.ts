import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { sweepUnfinished, unfinishedPath } from './unfinished';

/**
 * Copies a folder so that a reader, and a crash, never see half of it; a crash in between two renames may leave none.
 * A folder that is there is replaced. What a crash left unfinished beside it goes.
 *
 * @param takes says of each path, relative to `from`, whether it is copied with all that is in it
 */
export function copyAtomically(
  from: string,
  to: string,
  takes: (path: string) => boolean = () => true,
): void {
  mkdirSync(dirname(to), { recursive: true });
  sweepUnfinished(dirname(to));
  const unfinished = unfinishedPath(to);
  cpSync(from, unfinished, { recursive: true, filter: (path) => takes(relative(from, path)) });
  rmSync(to, { recursive: true, force: true });
  renameSync(unfinished, to);
}
