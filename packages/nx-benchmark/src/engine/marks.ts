import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAbandoned, ourselves, ownerText, parseOwner } from '../files/owner';

const FOLDER = 'in-use';

const ours = new Set<string>();

/**
 * Says that this process uses something of the cache folder until it ends: who cleans up leaves it alone. Called under
 * the lock under which it would be removed.
 *
 * @param name relative to the cache folder: `environment/0123456789abcdef`
 */
export function markInUse(cache: string, name: string): void {
  const file = join(cache, FOLDER, ownerText(ourselves()));
  mkdirSync(join(cache, FOLDER), { recursive: true });
  appendFileSync(file, `${name}\n`);
  if (ours.has(file)) return;
  ours.add(file);
  process.once('exit', () => rmSync(file, { force: true }));
}

/** What living processes have marked. */
export function marksOf(cache: string): ReadonlySet<string> {
  const living = files(cache).filter(({ abandoned }) => !abandoned);
  return new Set(living.flatMap(({ path }) => readFileSync(path, 'utf8').split('\n')));
}

/** Removes the marks of processes that were killed. */
export function sweepMarks(cache: string): void {
  for (const { path, abandoned } of files(cache)) if (abandoned) rmSync(path, { force: true });
}

function files(cache: string): readonly { readonly path: string; readonly abandoned: boolean }[] {
  const folder = join(cache, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const status = statSync(path, { throwIfNoEntry: false });
    return status === undefined ? [] : [{ path, abandoned: isAbandoned(parseOwner(name), status.mtimeMs) }];
  });
}
