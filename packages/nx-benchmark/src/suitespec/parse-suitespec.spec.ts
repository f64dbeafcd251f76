import { describe, expect, test } from '@jest/globals';
import { parseSuitespec } from './parse-suitespec';

const FILE = 'benchmarks/suitespec.yml';

function problemsOf(text: string): readonly string[] {
  return parseSuitespec(text, FILE).problems.map(
    ({ file, line, column, message, hint }) => `${file}:${line}:${column} ${message} (${hint})`,
  );
}

test('components and suites, with their positions and all other keys', () => {
  const text = `
components:
  core:
    - src/core/*
suites:
  span:
    paths:
      - '@core'
      - src/span.py
    cpus_per_run: 2
    type: microbenchmark
    env: {DEBUG: 'true', LEVEL: 3}
`;
  expect(parseSuitespec(text, FILE)).toEqual({
    file: FILE,
    faultySuites: [],
    unreadable: false,
    components: [
      {
        name: 'core',
        position: { file: FILE, line: 3, column: 3 },
        entries: [{ text: 'src/core/*', position: { file: FILE, line: 4, column: 7 } }],
      },
    ],
    suites: [
      {
        name: 'span',
        position: { file: FILE, line: 6, column: 3 },
        paths: [
          { text: '@core', position: { file: FILE, line: 8, column: 9 } },
          { text: 'src/span.py', position: { file: FILE, line: 9, column: 9 } },
        ],
        cpusPerRun: 2,
        metadata: { type: 'microbenchmark', env: { DEBUG: 'true', LEVEL: 3 } },
      },
    ],
    problems: [],
  });
});

test.each(['', 'components:\nsuites:\n', 'anchors: [1]\n'])('nothing in %j is no problem', (text) => {
  expect(parseSuitespec(text, FILE)).toEqual({
    file: FILE,
    components: [],
    suites: [],
    faultySuites: [],
    unreadable: false,
    problems: [],
  });
});

test('merge keys work in suites', () => {
  const text = 'suites:\n  a: &a {paths: [x], cpus_per_run: 4}\n  b: {<<: *a, paths: [y]}\n';
  const [, b] = parseSuitespec(text, FILE).suites;
  expect(b).toMatchObject({ name: 'b', cpusPerRun: 4, paths: [{ text: 'y' }] });
});

describe('problems', () => {
  const LIST = "list patterns ('src/*') and references ('@component')";
  const SHAPE = "write 'components:' and 'suites:', each with names below it";
  test.each([
    ['[a]', `1:1 a suitespec is a mapping, and this is a list (${SHAPE})`],
    ['suites: [a]', `1:1 'suites' is a mapping, and this is a list (${SHAPE})`],
    ['components:\n  a: src/*', `2:3 component 'a' is a list, and this is the string "src/*" (${LIST})`],
    ['components:\n  a:', `2:3 component 'a' is a list, and this is nothing (${LIST})`],
    ['components:\n  a: [b, 3]', `2:10 component 'a' lists the number 3, which is not a pattern (${LIST})`],
    ['suites:\n  a: 1', "2:3 suite 'a' is a mapping, and this is the number 1 (give it 'paths:')"],
    ['suites:\n  a: {}', "2:3 suite 'a' has no 'paths' (list patterns and '@component's under 'paths:')"],
    ['suites:\n  a: {path: [x]}', "2:3 suite 'a' has no 'paths' (rename 'path' to 'paths')"],
    ['suites:\n  a: {paths: x}', `2:7 'paths' of suite 'a' is a list, and this is the string "x" (${LIST})`],
    [
      'suites:\n  a: {paths: [], cpus_per_run: 0}',
      "2:18 'cpus_per_run' of suite 'a' is the number 0 (write a whole number from 1 on)",
    ],
    ['suites:\n  true: {paths: []}', '2:3 the name true is read as a boolean (put it in quotes)'],
    [
      'suites:\n  a: {paths: []}\n  a: {paths: []}',
      '3:3 "a" is already defined at line 2 (rename or remove one of the two)',
    ],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual([`${FILE}:${problem}`]);
  });

  test('one bad suite leaves the others', () => {
    const { suites, problems } = parseSuitespec('suites:\n  bad: {}\n  good: {paths: [x]}\n', FILE);
    expect(suites.map(({ name }) => name)).toEqual(['good']);
    expect(problems).toHaveLength(1);
  });

  test('a broken component stays known, without its entries', () => {
    expect(parseSuitespec('components:\n  a: 3\n', FILE).components).toMatchObject([
      { name: 'a', entries: null },
    ]);
  });
});
