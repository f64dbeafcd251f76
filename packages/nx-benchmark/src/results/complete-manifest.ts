import { artifactNames } from './artifacts';
import { blankManifest, blankVariant } from './blank-manifest';
import type { Manifest, VariantRecord } from './manifest';

/** A manifest with every field that this version reads. */
export interface CompleteManifest {
  readonly manifest: Manifest;
  /** Fields that were not there, or held something else: `engine.notIsolated`. */
  readonly lacking: readonly string[];
}

/**
 * Fills what a manifest lacks: an older version did not write it yet, or somebody changed it. What it does hold stays.
 *
 * @param read of a schema version that is known, else anything
 */
export function completeManifest(read: Manifest, runId: string, scenario: string): CompleteManifest {
  const lacking = new Set<string>();
  const blank = blankManifest(runId, scenario);
  // A rule without a limit for memory is one that has none.
  const { memory: _, ...policy } = blank.policy;
  const manifest = filled<Manifest>(read, { ...blank, policy }, '', lacking);
  const variants = manifest.variants.flatMap((record): VariantRecord[] => {
    const name: unknown = record?.name;
    if (typeof name !== 'string') return [];
    return [filled(record, blankVariant(name, artifactNames.rounds(name)), 'variants.', lacking)];
  });
  return { manifest: { ...manifest, variants }, lacking: [...lacking] };
}

/** The value where it is of the model's sort, else the model; objects field by field. */
function filled<T>(value: unknown, model: T, path: string, lacking: Set<string>): T {
  if (!isObject(model)) return value as T;
  const given = isObject(value) ? value : {};
  const fields = Object.entries(model).map(([name, expected]) => {
    const field = given[name];
    if (sortOf(field) === sortOf(expected))
      return [name, filled(field, expected, `${path}${name}.`, lacking)];
    lacking.add(`${path}${name}`);
    return [name, expected];
  });
  return { ...given, ...Object.fromEntries(fields) } as T;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return sortOf(value) === 'object';
}

function sortOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
