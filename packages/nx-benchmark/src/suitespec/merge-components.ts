import type { ParsedComponent, ParsedSuitespec } from './parse-suitespec';

/**
 * The components of all files by name, sorted. Of two with one name the later file's is the component, whole: it
 * replaces the earlier one, it does not add to it.
 */
export function mergeComponents(files: readonly ParsedSuitespec[]): ReadonlyMap<string, ParsedComponent> {
  const all = files.flatMap(({ components }) =>
    components.map((component) => [component.name, component] as const),
  );
  return new Map([...new Map(all)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
