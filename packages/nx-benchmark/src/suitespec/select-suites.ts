import type { PatternOrigin, Suite } from '../domain/suite';
import { fnmatch } from './fnmatch';
import { fnmatchBelow } from './fnmatch-below';

/** A suite that changed files concern. */
export interface SuiteSelection {
  readonly suite: Suite;
  /** Those of the given files that match, sorted, each once. */
  readonly matchedFiles: readonly string[];
  /** Every way from a file to the suite, sorted by file, then by pattern. */
  readonly why: readonly Match[];
}

/** File → pattern → component (or the suite's own paths). */
export interface Match {
  readonly file: string;
  readonly pattern: string;
  readonly origins: readonly PatternOrigin[];
}

/**
 * The suites with a pattern that matches one of `files`, in the order of `suites`. Paths are relative to the workspace,
 * with `/`; whether they exist is of no account. One that ends in `/` is a folder, and counts as everything below it.
 */
export function selectSuites(suites: readonly Suite[], files: readonly string[]): readonly SuiteSelection[] {
  const changed = [...new Set(files)].sort();
  // Suites share most of their patterns.
  const matchedBy = new Map<string, readonly string[]>();
  for (const { text } of suites.flatMap(({ patterns }) => patterns)) {
    if (!matchedBy.has(text))
      matchedBy.set(
        text,
        changed.filter((file) => matches(file, text)),
      );
  }
  return suites.flatMap((suite) => {
    const why = suite.patterns.flatMap(({ text, origins }) =>
      matchedBy.get(text)!.map((file): Match => ({ file, pattern: text, origins })),
    );
    const matchedFiles = [...new Set(why.map(({ file }) => file))].sort();
    return matchedFiles.length === 0 ? [] : [{ suite, matchedFiles, why: why.sort(byFile) }];
  });
}

function matches(path: string, pattern: string): boolean {
  return path.endsWith('/') ? fnmatchBelow(path, pattern) : fnmatch(path, pattern);
}

function byFile(a: Match, b: Match): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.pattern < b.pattern ? -1 : 1;
}
