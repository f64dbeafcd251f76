import { existsSync, readFileSync } from 'node:fs';
import { MANIFEST_VERSION, type Manifest } from './manifest';

/** What a `manifest.json` turned out to be. */
export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'absent' }
  /** No whole JSON; or some other program's. */
  | { readonly kind: 'damaged' | 'foreign'; readonly reason: string }
  | { readonly kind: 'newer'; readonly version: number };

/** Reads a manifest of this version or an older one. Fields that older ones had not are not there. */
export function readManifest(path: string): ManifestReading {
  if (!existsSync(path)) return { kind: 'absent' };
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { schemaVersion: version } = (manifest ?? {}) as Partial<Record<string, unknown>>;
    if (typeof version !== 'number') return { kind: 'foreign', reason: 'it is not one of nx-benchmark' };
    return version > MANIFEST_VERSION
      ? { kind: 'newer', version }
      : { kind: 'manifest', manifest: manifest as Manifest };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'damaged', reason: error.message };
    throw error;
  }
}

/** Why that one cannot be read here, and what to do. */
export function newerManifestWords(path: string, version: number): readonly [sentence: string, hint: string] {
  return [
    `${path} was written by a newer nx-benchmark: it has schema version ${version}, and this one reads up to ${MANIFEST_VERSION}.`,
    'Update nx-benchmark, or read it with the version that wrote it.',
  ];
}
