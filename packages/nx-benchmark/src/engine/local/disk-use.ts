import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK_BYTES = 512;

/** Bytes that a file or folder takes on disk; what vanishes meanwhile counts nothing. Links are not followed. */
export function diskUse(path: string): number {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  // Windows knows no blocks.
  const own = status.blocks ? status.blocks * BLOCK_BYTES : status.size;
  if (!status.isDirectory()) return own;
  return namesIn(path).reduce((sum, name) => sum + diskUse(join(path, name)), own);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
