import { describe, expect, test } from '@jest/globals';
import { parseSuitespec } from './parse-suitespec';
import { rankSuites } from './rank-suites';
import { resolveSuites } from './resolve-suites';
import { selectSuites } from './select-suites';

const { suites } = resolveSuites([
  parseSuitespec(
    `
components:
  $setup: [setup.py]
  core: [core/*]
  web: [web/*]
suites:
  span: {paths: ['@core', benchmarks/span/*]}
  tracer: {paths: ['@core', core/tracer.py]}
  flask: {paths: ['@core', '@web']}
`,
    'benchmarks/suitespec.yml',
  ),
]);

function select(...files: string[]) {
  return selectSuites(suites, files);
}

describe('a selection', () => {
  test('says which files matched, and why', () => {
    expect(select('core/tracer.py', 'README.md', 'benchmarks/span/a/b.py', 'core/tracer.py')).toMatchObject([
      { suite: { scenario: 'flask' }, matchedFiles: ['core/tracer.py'] },
      {
        suite: { scenario: 'span' },
        matchedFiles: ['benchmarks/span/a/b.py', 'core/tracer.py'],
        why: [
          { file: 'benchmarks/span/a/b.py', pattern: 'benchmarks/span/*', origins: [{ kind: 'suite' }] },
          { file: 'core/tracer.py', pattern: 'core/*', origins: [{ kind: 'component', component: 'core' }] },
        ],
      },
      {
        suite: { scenario: 'tracer' },
        matchedFiles: ['core/tracer.py'],
        why: [
          { file: 'core/tracer.py', pattern: 'core/*', origins: [{ kind: 'component', component: 'core' }] },
          { file: 'core/tracer.py', pattern: 'core/tracer.py', origins: [{ kind: 'suite' }] },
        ],
      },
    ]);
  });

  test.each([
    [['web/'], ['flask']],
    [['benchmarks/'], ['span']],
    [['web'], []],
    [['docs/'], []],
    [['setup.py'], ['flask', 'span', 'tracer']],
    [[], []],
  ])('of %j is %j', (files, scenarios) => {
    expect(select(...files).map(({ suite }) => suite.scenario)).toEqual(scenarios);
  });
});

describe('a ranking', () => {
  function rank(files: readonly string[], repositoryFiles?: readonly string[]) {
    return rankSuites(selectSuites(suites, files), suites, repositoryFiles).map(
      ({ suite, score, reason }) => `${suite.scenario} ${score}: ${reason}`,
    );
  }

  test('puts the rarest pattern first', () => {
    expect(rank(['core/tracer.py', 'setup.py'])).toEqual([
      'tracer 1.585: core/tracer.py is in 1 of 3 suites',
      'flask 0: core/* is in all 3 suites',
      'span 0: core/* is in all 3 suites',
    ]);
  });

  test('counts files where they are known', () => {
    const files = ['core/tracer.py', 'web/a', 'web/b', 'setup.py', 'README.md', 'a', 'b', 'c'];
    expect(rank(['core/tracer.py', 'web/gone'], files)).toEqual([
      'tracer 4.755: core/tracer.py is in 1 of 3 suites and matches 1 of 8 files',
      'flask 3.17: web/* is in 1 of 3 suites and matches 2 of 8 files',
      'span 0: core/* is in all 3 suites and matches 1 of 8 files',
    ]);
  });

  test('of nothing is nothing', () => {
    expect(rank([])).toEqual([]);
  });
});
