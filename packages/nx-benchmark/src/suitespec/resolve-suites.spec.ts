import { describe, expect, test } from '@jest/globals';
import { parseSuitespec } from './parse-suitespec';
import { resolvePatterns } from './resolve-patterns';
import { resolveSuites } from './resolve-suites';

function resolve(files: Readonly<Record<string, string>>) {
  const { suites, problems, components } = resolveSuites(
    Object.entries(files).map(([file, text]) => parseSuitespec(text, file)),
  );
  return {
    components,
    patterns: Object.fromEntries(
      suites.map(({ name, patterns }) => [
        name,
        patterns.map(({ text, origins }) =>
          [text, ...origins.map((origin) => (origin.kind === 'suite' ? 'suite' : origin.component))].join(
            ' ← ',
          ),
        ),
      ]),
    ),
    problems: problems.map(
      ({ file, line, column, message, hint }) => `${file}:${line}:${column} ${message} (${hint})`,
    ),
  };
}

describe('patterns', () => {
  test('come from the suite, from components, from theirs, and from those of every suite', () => {
    const { patterns, problems } = resolve({
      'benchmarks/suitespec.yml': `
components:
  $setup: [setup.py]
  core: [core/*, '@native']
  native: [native/*, shared.h]
  web: [web/*, shared.h]
suites:
  span: {paths: ['@core', '@web', shared.h, benchmarks/span/*]}
  bare: {paths: []}
`,
    });
    expect(problems).toEqual([]);
    expect(patterns).toEqual({
      'benchmarks::bare': ['setup.py ← $setup'],
      'benchmarks::span': [
        'benchmarks/span/* ← suite',
        'core/* ← core',
        'native/* ← native',
        'setup.py ← $setup',
        'shared.h ← suite ← native ← web',
        'web/* ← web',
      ],
    });
  });

  test('of a component that several files define are those of the last root', () => {
    const files = {
      'tests/suitespec.yml': "components: {core: [tests-core/*], only: ['@core']}",
      'benchmarks/suitespec.yml': "components: {core: [core/*]}\nsuites: {span: {paths: ['@only']}}",
    };
    const inverse = Object.fromEntries(Object.entries(files).reverse());
    expect(resolve(files).patterns).toEqual({ 'benchmarks::span': ['core/* ← core'] });
    expect(resolve(inverse).patterns).toEqual(resolve(files).patterns);
  });

  test('have the suite in them, as Python formats it', () => {
    const { patterns } = resolve({
      'benchmarks/suitespec.yml':
        "suites: {span: {paths: ['t.{suite}.*', '{{suite}}', 'a}}b', '{{{suite}}}']}}",
    });
    expect(patterns['benchmarks::span']).toEqual([
      'a}b ← suite',
      't.benchmarks.span.* ← suite',
      '{benchmarks.span} ← suite',
      '{suite} ← suite',
    ]);
  });

  test('of a scenario without a suite are those of every suite', () => {
    const { components } = resolve({ 'tests/suitespec.yml': "components: {$a: [a, 'b.{suite}'], c: [c]}" });
    expect(resolvePatterns('benchmarks::encoder', [], components)).toMatchObject({
      kind: 'resolved',
      patterns: [{ text: 'a' }, { text: 'b.benchmarks.encoder' }],
    });
  });
});

test('only the suites of the benchmarks are scenarios', () => {
  const suites = 'suites: {span: {paths: [], pattern: x}}';
  const files = [
    'tests/suitespec.yml',
    'tests/web/suitespec.yml',
    'benchmarks/a/suitespec.yml',
    'suitespec.yml',
  ];
  const parsed = [...files, 'benchmarks/suitespec.yml'].map((file) => parseSuitespec(suites, file));
  expect(resolveSuites(parsed)).toMatchObject({
    suites: [
      {
        name: 'benchmarks::span',
        scenario: 'span',
        cpusPerRun: 1,
        metadata: { pattern: 'x' },
        position: { file: 'benchmarks/suitespec.yml', line: 1, column: 10 },
      },
    ],
    problems: [],
  });
});

describe('problems', () => {
  const FILE = 'benchmarks/suitespec.yml';
  const GOOD = '  good: {paths: [x]}';

  test.each([
    [
      'an unknown component, with the nearest name',
      `components: {tracing: []}\nsuites:\n  bad: {paths: ['@tracng']}\n${GOOD}`,
      `${FILE}:3:17 there is no component 'tracng' (did you mean '@tracing'?)`,
    ],
    [
      'an unknown component like no other',
      `suites:\n  bad: {paths: ['@nope']}\n${GOOD}`,
      `${FILE}:2:17 there is no component 'nope' (define it under components: of any suitespec.yml)`,
    ],
    [
      'a circle, once for all suites',
      `components:\n  b: ['@c']\n  c: ['@a']\n  a: ['@b']\nsuites:\n  x: {paths: ['@c']}\n  y: {paths: ['@b']}\n${GOOD}`,
      `${FILE}:4:3 components refer to each other in a circle: a → b → c → a (take one of these references out)`,
    ],
    [
      'a component that refers to itself',
      `components:\n  a: ['@a']\nsuites:\n  x: {paths: ['@a']}\n${GOOD}`,
      `${FILE}:2:3 components refer to each other in a circle: a → a (take one of these references out)`,
    ],
    [
      'a brace of no meaning',
      `suites:\n  bad: {paths: ['a.{name}']}\n${GOOD}`,
      `${FILE}:2:17 {name} means nothing in 'a.{name}' (write {suite}, or '{{' for a brace)`,
    ],
    [
      'a broken component, once, where it is',
      `components:\n  a: 3\nsuites:\n  x: {paths: ['@a']}\n${GOOD}`,
      `${FILE}:2:3 component 'a' is a list, and this is the number 3 (list patterns ('src/*') and references ('@component'))`,
    ],
  ])('%s', (_, text, problem) => {
    const { problems, patterns } = resolve({ [FILE]: text });
    expect(problems).toEqual([problem]);
    expect(Object.keys(patterns)).toEqual(['benchmarks::good']);
  });

  test('two suites of one name, in two files', () => {
    const { problems, patterns } = resolve({
      [FILE]: 'suites: {span: {paths: [second]}}',
      'tests/benchmarks/suitespec.yml': 'suites: {span: {paths: [first]}}',
    });
    expect(problems).toEqual([
      `${FILE}:1:10 a suite 'benchmarks::span' is already defined at tests/benchmarks/suitespec.yml:1 (rename one of them, or move its file to another folder)`,
    ]);
    expect(patterns).toEqual({ 'benchmarks::span': ['first ← suite'] });
  });

  test('a file that does not parse takes no other down', () => {
    const { problems, patterns } = resolve({ 'tests/suitespec.yml': 'a: [', [FILE]: `suites:\n${GOOD}` });
    expect(problems).toHaveLength(1);
    expect(Object.keys(patterns)).toEqual(['benchmarks::good']);
  });
});
