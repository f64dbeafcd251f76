import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { madeReport, madeVariant, mainPath } from '../testing/made-report';
import { ASCII } from './glyphs';
import { terminalReport } from './terminal-report';
import { PLAIN_STYLE, type TerminalStyle, terminalStyle } from './terminal-style';

const same = { kind: 'no-change', moved: [], rounds: 8 } as const;
const slower = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;

/** No line is wider than that, but for commands, which are to be copied. */
function expectWithin(width: number, text: string): void {
  for (const line of text.split('\n')) {
    if (!line.startsWith('  nx run ')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  }
}

const plain = (...reports: Parameters<typeof terminalReport>[0]) => terminalReport(reports);

describe('terminalReport', () => {
  it('says what was compared, when, where, and what came of each config', () => {
    expect(plain(madeReport([madeVariant('start-finish', slower)]))).toBe(`Scenario: span
baseline   ddtrace 4.15.7
candidate  ddtrace 4.16.0
measured   2026-11-22 12:31 UTC, A CPU
           Docker 28.5, image python:3.12-slim
run        2026-11-22T12-30-05-9f3a12bc
======================================================================
config        verdict   change in %                 -2 %   0  +2 %
start-finish  blocking  +11.21 [+10.00, +12.00]       ┊    │    ┊    ►

start-finish: regression (blocking)
  baseline   2.72 ms ± 28.3 us
  candidate  3.03 ms ± 54.2 us
  change     +11.21 % [+10.00 %, +12.00 %] main path
  rounds     10

1 regression (blocking); to record which functions moved:
  nx run span:benchmark --runId=2026-11-22T12-30-05-9f3a12bc --profile=regressions`);
  });

  it('tells of memory in a quiet row, and beside the verdict where it is a regression', () => {
    const MB = 1024 ** 2;
    const memory = (change: number, level?: 'regression' | 'blocking') => ({
      bytes: { baseline: 45.1 * MB, candidate: 45.1 * (1 + change) * MB },
      estimate: { change, low: change - 0.01, high: change + 0.01 },
      ...(level === undefined ? {} : { level }),
    });
    const noChange = { kind: 'no-change', moved: [], rounds: 8 } as const;
    const quiet = plain(madeReport([madeVariant('start', noChange, { memory: memory(0.002) })]));
    expect(quiet).toContain('start: no change\n');
    expect(quiet).toContain('\n  memory     45.1 MB → 45.2 MB, +0.20 % [-0.80 %, +1.20 %]');

    const grown = plain(madeReport([madeVariant('start', noChange, { memory: memory(0.07, 'regression') })]));
    expect(grown).toContain('start: time: no change; memory +7.00 %: regression\n');

    const both = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 8 } as const;
    const worst = madeVariant('start-finish', both, { memory: memory(0.12, 'blocking') });
    const text = plain(madeReport([worst]));
    expect(text).toContain(
      'start-finish: time: regression (blocking);\n  memory +12.00 %: regression (blocking)\n',
    );
    expectWithin(70, text);
  });

  it('says that the run went on later, and from where', () => {
    const report = madeReport([]);
    const { manifest } = report;
    const continued = [{ at: '2026-11-22T13:00:59Z', rounds: 12 }];
    expect(plain({ ...report, manifest: { ...manifest, continued } })).toContain(
      'run        2026-11-22T12-30-05-9f3a12bc\n           continued 2026-11-22 13:00 UTC after 12 rounds\n',
    );
  });

  it('shows what the machine can tell apart', () => {
    const report = madeReport([]);
    const results = [
      { statistic: 'main-path', tested: true, deviation: 0.01, change: 0.001, low: -0.01, high: 0.012 },
    ] as const;
    const check = { variant: 'start', rounds: 6, results, expectedRounds: 6, smallestChange: 0.007 };
    const text = plain({
      ...report,
      manifest: { ...report.manifest, selfCheck: { ...check, passed: true } },
    });
    expect(text).toContain('self-check +0.10 % [-1.00 %, +1.20 %], finds changes from 0.7 % on\n');
  });

  it('gives no number where the machine shows a difference that is not there', () => {
    const variant = madeVariant('start', { kind: 'inconclusive', moved: [], rounds: 0 });
    const report = madeReport([variant]);
    const results = [
      // Proven, and too small to refuse a machine for.
      { statistic: 'main-path', tested: true, deviation: 0.001, change: 0.003, low: 0.001, high: 0.005 },
      { statistic: 'all-work', tested: true, deviation: 0.01, change: 0.05, low: 0.04, high: 0.06 },
    ] as const;
    const selfCheck = {
      variant: 'start',
      rounds: 12,
      results,
      passed: false,
      expectedRounds: 6,
      smallestChange: 0.01,
    };
    const text = plain({ ...report, manifest: { ...report.manifest, state: 'unusable', selfCheck } });
    expect(text.replaceAll('\n  ', ' ')).toContain(
      'machine not usable: the baseline against itself (start, 12 rounds) shows +5.00 %',
    );
    expect(text).not.toContain('start: ');
  });

  it.each([
    [12, '12 more rounds'],
    [1, '1 more round'],
  ])('says what an inconclusive config still needs (%d)', (moreRounds, words) => {
    const unsure = madeVariant('start', { kind: 'inconclusive', moved: [], rounds: 40, moreRounds });
    expect(plain(madeReport([unsure]))).toContain(`start: inconclusive, about ${words} needed\n`);
  });

  it('offers the other witness where time could not decide, and says what it said once it was asked', () => {
    const unsure = { kind: 'inconclusive', moved: [], rounds: 40, moreRounds: 12 } as const;
    expect(plain(madeReport([madeVariant('start', unsure)]))).toContain(
      '\n  --metric=instructions counts instead of timing',
    );
    const instructions = {
      perIteration: { baseline: 1.204e6, candidate: 1.217e6 },
      change: 0.0108,
      spread: 0.0002,
      loops: [10, 30],
      tool: 'valgrind-3.19.0',
    } as const;
    const counted = plain(madeReport([madeVariant('start', unsure, { instructions })]));
    expect(counted).toContain(
      'start: time: inconclusive, about 12 more rounds needed;\n  instructions: +1.08 %\n',
    );
    expect(counted).toContain('\n  instructions  1.204 M → 1.217 M, +1.08 % ± 0.02 %');
    expect(counted).not.toContain('--metric');
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
    const text = plain(madeReport([failed]));
    expect(text).toContain('start: failed\n  the candidate ended with exit status 1');
    expect(text.split('\n').at(-1)).toContain('nx run span:benchmark --runId=');
  });

  it('keeps sentences within the pane that Nx shows', () => {
    const cautions = [{ kind: 'baseline-drift', variant: 'start', ratio: 1.76 }] as const;
    const text = plain(madeReport([], cautions));
    expect(text).toContain('caution: start: the baseline');
    expectWithin(70, text);
  });

  it('puts the worst first, and of many configs shows the numbers of those to look at', () => {
    const calm = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      madeVariant(name, same, { results: [mainPath(0.001, -0.01, 0.012)] }),
    );
    const text = plain({
      ...madeReport([...calm, madeVariant('z', slower)]),
      geomean: { change: 0.02, low: 0.01, high: 0.03 },
    });
    const lines = text.split('\n');
    const table = lines.slice(lines.findIndex((line) => line.startsWith('config ')) + 1);
    expect(table.slice(0, 7).map((line) => line.split(/ {2,}/)[0])).toEqual([
      ...['z', 'a', 'b', 'c', 'd', 'e'],
      'geomean of 6',
    ]);
    expect(text).toContain('\nz: regression (blocking)\n');
    expect(text).not.toContain('\na: ');
    expect(text).toContain('\nnumbers of the other 5 configs:\n  nx run span:analyze --runId=');
    expect(text).toContain('--markdown');
  });

  it('keeps within any width, whatever the names, and says all of it in ASCII', () => {
    const names = ['短い名前の設定', 'a_config_with_a_very_long_name', 'x'];
    const variants = names.map((name, at) => madeVariant(name, [slower, same, slower][at]!));
    const cautions = names.map((variant) => ({ kind: 'wide-spread', variant, deviation: 0.05 }) as const);
    const report = { ...madeReport(variants, cautions), geomean: { change: 0.02, low: 0.01, high: 0.03 } };
    for (const width of [50, 60, 70, 100, 120]) {
      expectWithin(width, terminalReport([report], { ...PLAIN_STYLE, width }));
    }
    const ascii: TerminalStyle = { ...PLAIN_STYLE, glyphs: ASCII };
    const within = { ...same, within: 0.05 };
    const latin = madeReport([madeVariant('start', slower), madeVariant('calm', within)]);
    expect(terminalReport([latin], ascii)).toMatch(/^[ -~\n]*$/);
  });

  it('colours verdicts where colour is wanted, and changes nothing else by it', () => {
    const report = madeReport([madeVariant('start', slower), madeVariant('calm', same)]);
    const coloured = terminalReport([report], terminalStyle({ isTTY: true, columns: 70 }, {}, 'linux'));
    const code = String.fromCharCode(27);
    expect(coloured).toContain(`${code}[31mblocking${code}[39m`);
    expect(coloured.replace(new RegExp(`${code}\\[\\d+m`, 'g'), '')).toBe(terminalReport([report]));
  });

  it('shows several scenarios, one table over all of them, and each doubt once', () => {
    const span = madeReport([madeVariant('start', same)], [{ kind: 'steal', share: 0.03 }]);
    const other = madeReport([madeVariant('start', slower)], [{ kind: 'steal', share: 0.05 }]);
    const tracer = { ...other, manifest: { ...other.manifest, scenario: 'tracer' } };
    const text = plain(span, tracer);
    expect(text.indexOf('Scenario: span')).toBeLessThan(text.indexOf('Scenario: tracer'));
    const lines = text.split('\n');
    const worst = lines.findIndex((line) => line.startsWith('tracer/start '));
    expect(lines[worst + 1]).toMatch(/^span\/start /);
    expect(text.match(/caution: /g)).toHaveLength(1);
  });

  it('says of nothing to look at that there is nothing to do', () => {
    expect(
      plain(madeReport([madeVariant('start', same)]))
        .split('\n')
        .at(-1),
    ).toBe('nothing to do: no change in 1 config');
  });
});
