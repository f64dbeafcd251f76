import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAbandoned, type Owner, parseOwner } from '../files/owner';
import { ownerOfUnfinished, unfinishedPath } from '../files/unfinished';
import { tryHostLock } from '../lock/host-lock';
import { layerLock } from './layer-lock';
import { sweepMarks } from './marks';

/** A file of this name in a layer's folder says that the layer is whole. */
export const COMPLETE = '.complete';
/** One of this name says who builds there, until it is whole. */
export const OWNER = '.owner';

/** What of this machine's cache folder is not whole. */
export interface Unfinished {
  /** Relative to the cache folder: `environment/0123456789abcdef`. */
  readonly name: string;
  /** Whether who built it is gone: it can be removed. */
  readonly abandoned: boolean;
}

/** Removes what processes that are gone left half-built. Never what is being built, or could be elsewhere. */
export async function sweepCache(cache: string): Promise<void> {
  sweepMarks(cache);
  const left = unfinishedIn(cache).filter(({ abandoned }) => abandoned);
  await Promise.all(left.map(({ name }) => removeUnfinished(cache, name)));
}

/** Layers are made in place; all else that is made or removed has its owner in its name meanwhile. */
export function unfinishedIn(cache: string): readonly Unfinished[] {
  const [layers, others] = [
    ['tools', 'environment', 'recorder'],
    ['wheels', 'repositories'],
  ].map((kinds) => kinds.flatMap((kind) => namesIn(cache, kind))) as [string[], string[]];
  const named = [...layers, ...others].filter((name) => name.includes('.'));
  const half = layers.filter((name) => !name.includes('.') && !existsSync(join(cache, name, COMPLETE)));
  return [
    ...named.map((name) => unfinished(cache, name, ownerOfUnfinished(name))),
    ...half.map((name) => unfinished(cache, name, parseOwner(textOf(join(cache, name, OWNER))))),
  ];
}

/** Under the lock of the layer, and looked at again: another process may build there by now. */
export async function removeUnfinished(cache: string, name: string): Promise<boolean> {
  const [kind, key] = name.split('/') as [string, string];
  const removed = await tryHostLock(layerLock(kind, key), 'removing what a killed run left', async () => {
    if (!unfinishedIn(cache).some((one) => one.name === name && one.abandoned)) return false;
    rmSync(join(cache, name), { recursive: true, force: true });
    return true;
  });
  return removed ?? false;
}

/** Removes what is whole, so that nobody finds a half of it whenever we are killed. Called under its lock. */
export function discard(cache: string, name: string): void {
  const away = unfinishedPath(join(cache, name));
  renameSync(join(cache, name), away);
  rmSync(away, { recursive: true, force: true });
}

function unfinished(cache: string, name: string, owner: Owner | undefined): Unfinished {
  const status = statSync(join(cache, name), { throwIfNoEntry: false });
  return { name, abandoned: status !== undefined && isAbandoned(owner, status.mtimeMs) };
}

function namesIn(cache: string, kind: string): readonly string[] {
  const folder = join(cache, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => `${kind}/${name}`) : [];
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // Not written yet, or the layer is whole by now.
    return undefined;
  }
}
