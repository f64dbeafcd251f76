import { expect, test } from '@jest/globals';
import { DEFAULT_ROOTS, qualifiedName, rootOf } from './suitespec-roots';

test.each([
  ['benchmarks/suitespec.yml', 'benchmarks::span'],
  ['benchmarks/more/suitespec.yml', 'more::span'],
  ['tests/suitespec.yml', 'span'],
  ['tests/appsec/suitespec.yml', 'appsec::span'],
  ['tests/a/b/suitespec.yml', 'a::b::span'],
])('a suite span of %s is %s', (file, name) => {
  expect(qualifiedName('span', file, rootOf(file, DEFAULT_ROOTS)!)).toBe(name);
});

test('the innermost root counts', () => {
  const roots = [...DEFAULT_ROOTS, { folder: 'tests/perf', namespace: 'benchmarks' }];
  expect(rootOf('tests/perf/suitespec.yml', roots)?.folder).toBe('tests/perf');
  expect(rootOf('tests/perfect/suitespec.yml', roots)?.folder).toBe('tests');
  expect(rootOf('suitespec.yml', roots)).toBeNull();
});
