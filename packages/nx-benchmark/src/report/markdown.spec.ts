import { describe, expect, it } from '@jest/globals';
import { compareProfiles } from '../profile/compare-profiles';
import { mainMovers } from '../profile/main-movers';
import { call, madeProfile } from '../profile/testing/made-profile';
import { markdownReport } from './markdown';
import { pullRequestComment } from './pull-request-comment';
import { madeReport, madeVariant, mainPath } from './testing/made-report';

const regression = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
const same = { kind: 'no-change', moved: [], rounds: 8 } as const;

/** Cells of a table's rows, as GitHub splits them: at bars that are not escaped. */
function rowsOf(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('markdownReport', () => {
  it('is a table of all configs, the worst first and marked', () => {
    const calm = madeVariant('calm', same, { results: [mainPath(0.001, -0.01, 0.012)] });
    const markdown = markdownReport('run', [madeReport([calm, madeVariant('slow', regression)])]);
    expect(markdown.split('\n')[0]).toBe('### Benchmarks: 1 regression (blocking), 1 no change');
    const [head, , first, second] = rowsOf(markdown);
    expect(head).toEqual(['scenario', 'config', 'verdict', 'change', 'baseline', 'candidate']);
    expect(first).toEqual([
      'span',
      'slow',
      '**regression (blocking)**',
      // A line may end before the interval and the deviation, and nowhere else.
      '+11.21\u00a0% [+10.00\u00a0%,\u00a0+12.00\u00a0%]',
      '2.72\u00a0ms ±\u00a028.3\u00a0us',
      '3.03\u00a0ms ±\u00a054.2\u00a0us',
    ]);
    expect(second![2]).toBe('no change');
    expect(markdown).toContain('ddtrace 4.15.7 → ddtrace 4.16.0');
  });

  it('folds doubts and the last words of what failed, whatever they hold', () => {
    const failure = {
      variant: 'a|b',
      side: 'candidate',
      reason: 'ended with exit status 1',
      output: '```\n<b>|',
    } as const;
    const report = madeReport([madeVariant('a|b', same, { failure })], [{ kind: 'steal', share: 0.1 }]);
    const markdown = markdownReport('run', [report]);
    expect(rowsOf(markdown).every((row) => row.length === 6)).toBe(true);
    expect(markdown).toContain('| a\\|b |');
    expect(markdown).toContain('````\n```\n<b>|\n````');
    expect(markdown).toContain('<summary>1 caution</summary>');
  });

  it('names the functions that a recorded regression is in', () => {
    const made = call('Span.__init__ (/x/site-packages/ddtrace/span.py:1)', 1e-3);
    const slower = call('Span.__init__ (/x/site-packages/ddtrace/span.py:1)', 2e-3);
    const profiles = { baseline: madeProfile([made]), candidate: madeProfile([slower]) };
    const movers = mainMovers(compareProfiles(profiles, true), false);
    const markdown = markdownReport('run', [madeReport([madeVariant('slow', regression, { movers })])]);
    expect(markdown).toContain('* span, slow: Span.\\_\\_init\\_\\_ +1.00 ms a call, 100 % of it');
  });

  it('counts what it does not show', () => {
    const configs = Array.from({ length: 9 }, (_, at) => madeVariant(`c${at}`, same));
    const markdown = markdownReport('run', [madeReport(configs)], 4);
    expect(rowsOf(markdown)).toHaveLength(2 + 4);
    expect(markdown).toContain('… and 5 more configs');
  });
});

describe('pullRequestComment', () => {
  it('begins with its marker and says what led to each verdict', () => {
    const reasons = [
      { scenario: 'span', file: 'ddtrace/_trace/span.py', pattern: 'ddtrace/_trace/*' },
      { scenario: 'tracer', file: 'ddtrace/_trace/span.py', pattern: 'ddtrace/_trace/*' },
    ];
    const text = pullRequestComment(
      '<!-- mark -->',
      'run',
      [madeReport([madeVariant('slow', regression)])],
      reasons,
      [],
    );
    expect(text.split('\n')[0]).toBe('<!-- mark -->');
    const rows = rowsOf(text).map((row) => row.slice(-2));
    expect(rows).toContainEqual(['`span`', 'regression (blocking)']);
    expect(rows).toContainEqual(['`tracer`', 'not measured']);
  });

  it('fits into what a forge takes, however large the run is', () => {
    const configs = Array.from({ length: 3000 }, (_, at) => madeVariant(`config-${at}`, same));
    const text = pullRequestComment('<!-- mark -->', 'run', [madeReport(configs)], [], []);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/… and \d+ more configs/);
  });

  it('names ten results that could not be read, and counts the others', () => {
    const leftOut = Array.from({ length: 13 }, (_, at) => `result ${at} is cut off.`);
    const text = pullRequestComment('<!-- mark -->', 'run', [madeReport([])], [], leftOut);
    expect(text).toContain('* result 9 is cut off.\n* … and 3 more');
    expect(text).not.toContain('result 10');
  });
});
