import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { problemsOf } from '../../results/testing/document-problems';
import { madeReport } from '../testing/made-report';
import { againstJson } from './against-json';
import { againstMarkdown } from './against-markdown';
import { againstNextStep } from './against-next-step';
import { againstTerminal } from './against-terminal';
import { RUN_CAUTIONS } from './testing/made-run-cautions';
import { madeAgainst } from './testing/made-runs';

const { baseline, candidate } = madeReport([]).manifest.sides;
const other = { ...candidate, version: '4.17.0', installed: 'ddtrace==4.17.0' };
const report = madeAgainst(
  { changes: { start: 0.01, calm: 0 } },
  { changes: { start: 0.21, calm: 0 }, manifest: { sides: { baseline, candidate: other } } },
);

describe('two runs against each other', () => {
  it('have in a terminal a line for each difference, and one for each run', () => {
    const text = againstTerminal([report]);
    expect(text.split('\n').slice(0, 8)).toEqual([
      'Scenario: span',
      'reference  then, 2026-11-22 12:31 UTC',
      '           ddtrace 4.15.7 → ddtrace 4.16.0',
      'current    now, 2026-11-22 12:31 UTC',
      '           ddtrace 4.15.7 → ddtrace 4.17.0',
      'compared   the current candidate with the reference candidate, by',
      '           their ratios to the same baseline',
      '='.repeat(70),
    ]);
    const table = text.split('\n').slice(9, 16);
    expect(
      table.map((line) =>
        line
          .split(/ {2,}(?=\S)/)
          .slice(0, 2)
          .join(': '),
      ),
    ).toEqual([
      ...['start: blocking', ': reference', ': current'],
      ...['calm: no change', ': reference', ': current'],
      expect.stringContaining('geomean of 2: +'),
    ]);
    expect(table[0]).toMatch(/\+(19|20)\.\d\d \[\+1\d\.\d\d, \+2\d\.\d\d\]/);
    expect(text).toMatch(/\n {2}nx run span:benchmark --baseline=\S+ --candidate=\S+$/);
    for (const line of text.split('\n')) {
      if (!line.startsWith('  nx run ')) expect(stringWidth(line)).toBeLessThanOrEqual(70);
    }
  });

  it('say in JSON in per cent what the field names say', () => {
    const json = JSON.parse(againstJson([report]));
    expect(json).toMatchObject({
      schema_version: 1,
      scenarios: [
        {
          scenario: 'span',
          compares: 'candidates',
          reference: { run_id: 'then', candidate: { version: '4.16.0' } },
          current: { run_id: 'now', candidate: { version: '4.17.0' } },
          cautions: [],
        },
      ],
    });
    const [start, calm] = json.scenarios[0].configs;
    expect(start).toMatchObject({
      name: 'start',
      verdict: 'regression',
      level: 'blocking',
      regression: true,
    });
    expect(start.difference.change_percent).toBeCloseTo(19.8, 0);
    expect(start.difference.ratio).toBeCloseTo(1.21 / 1.01, 2);
    expect(start.current.change_percent).toBeCloseTo(21, 0);
    expect(calm).toMatchObject({ name: 'calm', verdict: 'no-change', significant: false });
  });

  it('are in JSON as the published schema says', () => {
    const incomplete = madeAgainst({ changes: { start: 0.1 } }, { changes: { start: 0.1, more: 0 } });
    const document = JSON.parse(againstJson([report, { ...incomplete, cautions: RUN_CAUTIONS }]));
    expect(problemsOf('against', document)).toEqual([]);
    const [scenario] = document.scenarios;
    const [caution] = document.scenarios[1].cautions;
    const { sentence: _, ...mute } = caution;
    for (const wrong of [
      { mood: 'good' },
      { compares: 'moods' },
      { configs: [{ ...scenario.configs[0], mood: 'good' }] },
      { cautions: [mute] },
      { cautions: [{ ...caution, kind: 'mist' }] },
      { cautions: [{ ...caution, mood: 'good' }] },
    ]) {
      expect(problemsOf('against', { ...document, scenarios: [{ ...scenario, ...wrong }] })).not.toEqual([]);
    }
  });

  it('are in Markdown a table, with the doubts in a fold', () => {
    const doubtful = madeAgainst({ changes: { start: 0.1 } }, { changes: { start: 0.1, more: 0 } });
    const markdown = againstMarkdown([report, doubtful]);
    expect(markdown).toMatch(/\n\| start \| .*%\] \| .*%\] \| .*%\] \| \*\*regression \(blocking\)\*\* \|\n/);
    expect(markdown).toContain('* reference: then, ddtrace 4.15.7 → ddtrace 4.16.0');
    expect(markdown).toContain('<summary>2 cautions</summary>');
  });
});

describe('againstNextStep', () => {
  it('measures the two candidates in one run, where both can be had again', () => {
    expect(againstNextStep([report])).toEqual({
      sentence: 'slower than the reference in 1 config; to measure the two candidates against each other',
      command: 'nx run span:benchmark --baseline=ddtrace==4.16.0 --candidate=ddtrace==4.17.0',
    });
    const built = { ...other, requirement: '.', installed: 'ddtrace-4.17.0.dev1.whl' };
    const withSource = (source: NonNullable<typeof built.source>) =>
      againstNextStep([
        madeAgainst(
          { changes: { start: 0.01 } },
          { changes: { start: 0.21 }, manifest: { sides: { baseline, candidate: { ...built, source } } } },
        ),
      ]);
    expect(withSource({ commit: '1a2b3c', changed: false }).command).toBe(
      'nx run span:benchmark --baseline=ddtrace==4.16.0 --candidate=git:1a2b3c',
    );
    expect(withSource({ commit: '1a2b3c', changed: true }).command).toBeUndefined();
  });

  it('is another one where both runs have the same candidate', () => {
    const twice = madeAgainst({ changes: { start: 0.01 } }, { changes: { start: 0.21 } });
    expect(againstNextStep([twice])).toEqual({
      sentence:
        'slower than the reference in 1 config, with the same candidate: look at what else the runs differ in',
    });
  });

  it('is nothing where the runs agree', () => {
    const changes = { start: 0.1, stop: 0 };
    expect(againstNextStep([madeAgainst({ changes }, { changes })])).toEqual({
      sentence: 'nothing to do: no difference in 2 configs',
    });
    expect(againstNextStep([madeAgainst({ changes: { a: 0 } }, { changes: { b: 0 } })]).sentence).toMatch(
      /^nothing to compare/,
    );
  });
});
