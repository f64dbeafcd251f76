import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What tells this cache folder from all others: what an engine builds for it bears it as a label. */
export function cacheId(cache: string): string {
  const file = join(cache, 'id');
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    try {
      writeFileSync(file, randomUUID(), { flag: 'wx' });
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
