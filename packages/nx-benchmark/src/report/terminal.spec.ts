import { describe, expect, it } from '@jest/globals';
import { terminalSummary } from './terminal';
import { madeReport, madeVariant } from './testing/made-report';

// Colour depends on who asks; the text does not.
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const plain = (report: Parameters<typeof terminalSummary>[0]) => terminalSummary(report).replace(ESCAPES, '');

describe('terminalSummary', () => {
  it('says what was compared, when, where, and what came of each config', () => {
    const slower = madeVariant('start-finish', {
      kind: 'regression',
      level: 'blocking',
      moved: ['main-path'],
      rounds: 10,
    });
    expect(plain(madeReport([slower]))).toBe(`Scenario: span
baseline   ddtrace 4.15.7
candidate  ddtrace 4.16.0
measured   2026-11-22 12:31 UTC, A CPU
           Docker 28.5, image python:3.12-slim
run        2026-11-22T12-30-05-9f3a12bc
======================================================================
start-finish: regression (blocking)
  baseline   2.72 ms ± 28.3 us
  candidate  3.03 ms ± 54.2 us
  change     +11.21 % [+10.00 %, +12.00 %] main path
  rounds     10`);
  });

  it('says what an inconclusive config still needs', () => {
    const unsure = madeVariant('start', { kind: 'inconclusive', moved: [], rounds: 40, moreRounds: 12 });
    expect(plain(madeReport([unsure]))).toContain('start: inconclusive, about 12 more rounds needed\n');
  });

  it('says which side of a config failed, before any round', () => {
    const failure = {
      variant: 'start',
      side: 'candidate',
      reason: 'ended with exit status 1',
      output: '',
    } as const;
    const verdict = { kind: 'inconclusive', moved: [], rounds: 0 } as const;
    const failed = madeVariant('start', verdict, { failure, time: undefined, results: [], rounds: 0 });
    expect(plain(madeReport([failed]))).toContain('start: failed\n  the candidate ended with exit status 1');
  });

  it('keeps sentences within the pane that Nx shows', () => {
    const cautions = [{ kind: 'baseline-drift', variant: 'start', ratio: 1.76 }] as const;
    const text = plain(madeReport([], cautions));
    expect(text).toContain('caution: start: the baseline');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(70);
  });
});
