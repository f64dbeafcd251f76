import { fnmatch } from '../suitespec/fnmatch';

/** Changed files that do not count, and the pattern that says so. */
export interface IgnoredFiles {
  readonly pattern: string;
  readonly files: readonly string[];
}

/** What is left of changed files, and what was taken out. */
export interface RelevantFiles {
  readonly files: readonly string[];
  /** One entry for each pattern that took something out, in the order of the patterns; a file counts for the first. */
  readonly ignored: readonly IgnoredFiles[];
}

/** Takes the files out that match one of the patterns, with the meaning of Python's fnmatch: `docs/*`, `*.md`. */
export function ignoreFiles(files: readonly string[], patterns: readonly string[]): RelevantFiles {
  const ignored = patterns.map((pattern) => ({ pattern, files: [] as string[] }));
  const left = files.filter((file) => {
    const by = ignored.find(({ pattern }) => fnmatch(file, pattern));
    by?.files.push(file);
    return by === undefined;
  });
  return { files: left, ignored: ignored.filter(({ files }) => files.length > 0) };
}
