import type { Suite } from '../domain/suite';
import { mergeComponents } from './merge-components';
import type { ParsedComponent, ParsedSuite, ParsedSuitespec } from './parse-suitespec';
import { resolvePatterns } from './resolve-patterns';
import type { SuitespecProblem } from './suitespec-problem';
import {
  DEFAULT_ROOTS,
  qualifiedName,
  rootOf,
  SCENARIO_NAMESPACE,
  type SuitespecRoot,
} from './suitespec-roots';

export interface ResolvedSuites {
  /** The scenarios' suites, sorted by name; one that cannot be resolved wholly is left out and reported. */
  readonly suites: readonly Suite[];
  /** All of them by name: scenarios without a suite get the patterns of `$…` from `resolvePatterns(name, [], …)`. */
  readonly components: ReadonlyMap<string, ParsedComponent>;
  /** Whether what a scenario's numbers depend on is not known, because its suite or a whole file has a problem. */
  readonly isFaulty: (scenario: string) => boolean;
  /** Those of the files and those found here, each once, by file, line and column. */
  readonly problems: readonly SuitespecProblem[];
}

/**
 * Brings the suitespecs of a workspace together, in whatever order they are given. Files outside of `roots` do not
 * count, and of the suites only those of the namespace `benchmarks` do.
 */
export function resolveSuites(
  files: readonly ParsedSuitespec[],
  roots: readonly SuitespecRoot[] = DEFAULT_ROOTS,
): ResolvedSuites {
  const placed = inOrder(files, roots);
  const components = mergeComponents(placed.map(({ file }) => file));
  const problems = placed.flatMap(({ file }) => file.problems);

  const named = new Map<string, ParsedSuite>();
  for (const [name, suite] of placed.flatMap(scenarioSuites)) {
    const first = named.get(name);
    if (first) problems.push(sameName(name, suite, first));
    else named.set(name, suite);
  }
  const faulty = new Set(placed.flatMap(faultySuites));
  const suites: Suite[] = [];
  for (const [name, suite] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const resolved = resolvePatterns(name, suite.paths, components);
    if (resolved.kind === 'resolved') {
      suites.push(toSuite(name, suite, resolved.patterns));
    } else {
      faulty.add(name);
      problems.push(...resolved.problems);
    }
  }
  const unreadable = placed.some(({ file }) => file.unreadable);
  const isFaulty = (scenario: string) => unreadable || faulty.has(PREFIX + scenario);
  return { suites, components, isFaulty, problems: eachOnce(problems) };
}

interface PlacedFile {
  readonly file: ParsedSuitespec;
  readonly root: SuitespecRoot;
}

/** By root, then by path: later files win where components share a name. */
function inOrder(files: readonly ParsedSuitespec[], roots: readonly SuitespecRoot[]): readonly PlacedFile[] {
  const placed = files.flatMap((file) => {
    const root = rootOf(file.file, roots);
    return root ? [{ file, root }] : [];
  });
  return placed.sort(
    (a, b) => roots.indexOf(a.root) - roots.indexOf(b.root) || (a.file.file < b.file.file ? -1 : 1),
  );
}

function scenarioSuites({ file, root }: PlacedFile): (readonly [name: string, suite: ParsedSuite])[] {
  return file.suites
    .map((suite) => [qualifiedName(suite.name, file.file, root), suite] as const)
    .filter(([name]) => name.startsWith(PREFIX));
}

function faultySuites({ file, root }: PlacedFile): string[] {
  return file.faultySuites.map((name) => qualifiedName(name, file.file, root));
}

const PREFIX = `${SCENARIO_NAMESPACE}::`;

function toSuite(name: string, suite: ParsedSuite, patterns: Suite['patterns']): Suite {
  const { paths: _, ...kept } = suite;
  return { ...kept, name, scenario: name.slice(PREFIX.length), patterns };
}

function sameName(name: string, { position }: ParsedSuite, first: ParsedSuite): SuitespecProblem {
  const message = `a suite '${name}' is already defined at ${first.position.file}:${first.position.line}`;
  return { ...position, message, hint: 'rename one of them, or move its file to another folder' };
}

function eachOnce(problems: readonly SuitespecProblem[]): readonly SuitespecProblem[] {
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...distinct.values()].sort(
    (a, b) =>
      (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.message < b.message ? -1 : 1),
  );
}
