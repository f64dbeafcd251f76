import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sweepUnfinished, unfinishedPath } from './unfinished';

/**
 * Writes a file so that a reader, and a crash, see the old content or the new one and never half of it. What a crash
 * left unfinished in its folder goes.
 */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  sweepUnfinished(dirname(path));
  const unfinished = unfinishedPath(path);
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}
