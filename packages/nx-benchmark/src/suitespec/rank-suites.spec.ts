import { describe, expect, it } from '@jest/globals';
import { parseSuitespec } from './parse-suitespec';
import { rankSuites } from './rank-suites';
import { resolveSuites } from './resolve-suites';
import { selectSuites } from './select-suites';

const SUITESPEC = `
components:
  tracing: [library/_trace/*]
  propagation: [library/propagation/*]
  $all: [benchmarks/bm/*]
suites:
  encoder: {paths: ['@tracing', library/encoding.py]}
  http_inject: {paths: ['@tracing', '@propagation']}
  span: {paths: ['@tracing', library/_trace/span.py.in]}
  tracer: {paths: ['@tracing']}
`;
const { suites } = resolveSuites([parseSuitespec(SUITESPEC, 'benchmarks/suitespec.yml')]);
const ranked = (...files: string[]) =>
  rankSuites(selectSuites(suites, files), suites).map(({ suite }) => suite.scenario);

describe('rankSuites', () => {
  it('puts the suite first that alone lists what changed', () => {
    expect(ranked('library/encoding.py', 'library/_trace/span.py')[0]).toBe('encoder');
    expect(ranked('library/propagation/http.py')).toEqual(['http_inject']);
  });

  it('puts the suite first that the file is named after, where all list it', () => {
    expect(ranked('library/_trace/span.py')[0]).toBe('span');
    expect(ranked('library/_trace/tracer.py')[0]).toBe('tracer');
    expect(ranked('library/_trace/http.py')[0]).toBe('http_inject');
  });

  it('prefers the suite with fewer patterns, then the name, where nothing else tells them apart', () => {
    expect(ranked('benchmarks/bm/utils.py')).toEqual(['tracer', 'encoder', 'http_inject', 'span']);
  });

  it('says why, and weighs by how few files a pattern matches where they are known', () => {
    const files = ['library/encoding.py', ...Array.from({ length: 7 }, (_, at) => `library/_trace/${at}.py`)];
    const [first] = rankSuites(selectSuites(suites, ['library/encoding.py']), suites, files);
    expect(first).toMatchObject({
      // log2(4 suites / 1) times log2(8 files / 1)
      score: 6,
      reason: 'library/encoding.py is in 1 of 4 suites and matches 1 of 8 files',
    });
  });
});
