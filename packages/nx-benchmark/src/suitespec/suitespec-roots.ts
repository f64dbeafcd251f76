/** A folder of the workspace in which every `suitespec.yml`, at any depth, is read. */
export interface SuitespecRoot {
  /** Relative to the workspace, with `/`, without one at its end. */
  readonly folder: string;
  /** What names from the file directly in the folder begin with; none where it is empty. */
  readonly namespace: string;
}

/** Suites of this namespace are scenarios. */
export const SCENARIO_NAMESPACE = 'benchmarks';

/** Where suitespecs are by convention, in the order in which their components count: a later one of a name wins. */
export const DEFAULT_ROOTS: readonly SuitespecRoot[] = [
  { folder: 'tests', namespace: '' },
  { folder: 'benchmarks', namespace: SCENARIO_NAMESPACE },
];

/** The root that `file` is in, the innermost if it is in several, or null. */
export function rootOf(file: string, roots: readonly SuitespecRoot[]): SuitespecRoot | null {
  const around = roots.filter(({ folder }) => file.startsWith(`${folder}/`));
  return around.sort((a, b) => b.folder.length - a.folder.length)[0] ?? null;
}

/**
 * The full name of a suite of `file`: `benchmarks::span` directly in the folder `benchmarks`, `appsec::iast` in its
 * folder `appsec`, `contrib::sub::name` further down. The name of the root itself is left out below it.
 */
export function qualifiedName(name: string, file: string, root: SuitespecRoot): string {
  const folders = file
    .slice(root.folder.length + 1)
    .split('/')
    .slice(0, -1);
  const namespace = folders.length > 0 ? folders.join('::') : root.namespace;
  return namespace === '' ? name : `${namespace}::${name}`;
}
