import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesetsOf } from './filesets';
import { fnmatch } from './fnmatch';
import { parseConfig } from './parse-config';
import { type ParsedSuitespec, parseSuitespec } from './parse-suitespec';
import { resolveSuites } from './resolve-suites';
import { selectSuites } from './select-suites';
import { filesNamed } from './testing/files-named';
import { minimatchMatcher, nativeMatcher } from './testing/nx-matchers';
import { pythonFnmatch } from './testing/python-fnmatch';
import { readJsonl } from './testing/read-jsonl';

// A folder with the data of a real repository: its suitespec.yml and config.yaml files below suitespecs/, and
// selection-cases.jsonl, real commits with the scenarios that the repository's own tool selects for them.
const folder = process.env.NX_BENCHMARK_REFERENCE;

if (folder === undefined) {
  test('NOT RUN: agreement with a real repository', () => {
    process.stderr.write(
      '\n*** NOT RUN: agreement with a real repository. Set NX_BENCHMARK_REFERENCE. ***\n\n',
    );
  });
} else {
  describe('on the data of a real repository', () => againstReference(folder));
}

interface Case {
  readonly commit: string;
  readonly files: readonly string[];
  readonly scenarios: readonly string[];
}

function againstReference(reference: string): void {
  const root = join(reference, 'suitespecs');
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const specs: readonly ParsedSuitespec[] = filesNamed('suitespec.yml', root).map((file) =>
    parseSuitespec(read(file), file),
  );
  const { suites, problems } = resolveSuites(specs);
  const cases = readJsonl<Case>(join(reference, 'selection-cases.jsonl'));
  // Nx makes .gitignore an input of every task.
  const files = [...new Set(cases.flatMap((commit) => commit.files))]
    .filter((file) => file !== '.gitignore')
    .sort();

  test('its suitespecs and configs are without a problem', () => {
    expect(problems).toEqual([]);
    for (const file of filesNamed('config.yaml', root)) {
      expect(parseConfig(read(file), file).problems).toEqual([]);
    }
  });

  test(`all ${cases.length} commits select the same scenarios`, () => {
    const differing = cases.filter(({ files, scenarios }) => {
      const selected = selectSuites(suites, files).map(({ suite }) => suite.scenario);
      return JSON.stringify(selected) !== JSON.stringify([...scenarios].sort());
    });
    expect(differing).toEqual([]);
  });

  test('each of its patterns matches the same paths as in Python', () => {
    const entries = specs.flatMap(({ components, suites }) => [
      ...components.flatMap(({ entries }) => entries ?? []),
      ...suites.flatMap(({ paths }) => paths),
    ]);
    const patterns = [...new Set(entries.map(({ text }) => text))].filter((text) => !text.startsWith('@'));
    const pairs = patterns.flatMap((pattern, at) =>
      pathsAbout(pattern, patterns[(at * 7) % patterns.length]!).map((path) => [path, pattern] as const),
    );
    const answers = pythonFnmatch(pairs);
    expect(pairs.filter(([path, pattern], at) => fnmatch(path, pattern) !== answers[at])).toEqual([]);
    expect(pairs.length).toBeGreaterThan(20 * patterns.length);
  });

  test('each of its patterns becomes filesets that select the same files', () => {
    const patterns = [...new Set(suites.flatMap(({ patterns }) => patterns.map(({ text }) => text)))];
    for (const pattern of patterns) {
      const { filesets, precision } = filesetsOf(pattern);
      const matching = files.filter((file) => fnmatch(file, pattern));
      expect({ pattern, precision }).toEqual({ pattern, precision: 'exact' });
      expect([...nativeMatcher(filesets, files)].sort()).toEqual(matching);
      expect([...minimatchMatcher(filesets, files)]).toEqual(matching);
    }
  });
}

/** Paths at and around a pattern: filled in, cut, prolonged, moved, and those of another pattern. */
function pathsAbout(pattern: string, other: string): readonly string[] {
  const filled = ['x', 'x/y', '.x', ''].map((text) => pattern.replaceAll('*', text));
  const changed = filled.flatMap((path) => [
    path,
    `${path}x`,
    `${path}/x.py`,
    `x/${path}`,
    path.slice(0, -1),
    path.slice(1),
  ]);
  return [...new Set([...changed, pattern, other, other.replaceAll('*', 'x')])];
}
