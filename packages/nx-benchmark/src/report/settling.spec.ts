import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../domain/verdict';
import { jsonReport } from './json';
import { settling } from './settling';
import { terminalReport } from './terminal/terminal-report';
import { madeReport, madeVariant } from './testing/made-report';

const unsure: Verdict = { kind: 'inconclusive', moved: [], rounds: 40, moreRounds: 24 };
const RUN = '--runId=2026-11-22T12-30-05-9f3a12bc';

function reported(verdict: Verdict, overrides: Parameters<typeof madeVariant>[2], manifest: object = {}) {
  const report = madeReport([madeVariant('start', verdict, { secondsPerRound: 2.5, ...overrides })]);
  const changed = { ...report, manifest: { ...report.manifest, ...manifest } };
  const { settle } = JSON.parse(jsonReport('run', [changed])).scenarios[0].configs[0];
  return { text: terminalReport([changed]), settle };
}

describe('an inconclusive config', () => {
  it('names the command that would settle it, and how long that takes', () => {
    const { text, settle } = reported(unsure, { atLastLook: true }, { task: 'bench-span:measure:local' });
    const command = `nx run bench-span:measure:local --configs=start ${RUN} --moreRounds=24`;
    expect(text).toContain(`\n  to settle it (about 24 more rounds, 60 s):\n  ${command}`);
    expect(settle).toEqual({ command, seconds: 60 });
  });

  it('is settled together with others, for as many rounds as the one that needs most', () => {
    const variants = [
      madeVariant('a', { ...unsure, moreRounds: 8 }, { secondsPerRound: 1, atLastLook: true }),
      madeVariant('b', { kind: 'no-change', moved: [], rounds: 10 }),
      madeVariant('c', unsure, { secondsPerRound: 2, atLastLook: true }),
    ];
    expect(settling(madeReport(variants).manifest, ...variants)).toEqual({
      command: `nx run span:benchmark --configs=a,c ${RUN} --moreRounds=24`,
      rounds: 24,
      seconds: 8 + 48,
    });
  });

  it('simply goes on where the run was stopped before its last look', () => {
    const early = { ...unsure, rounds: 8 };
    const { settle } = reported(early, { atLastLook: false }, { state: 'interrupted' });
    expect(settle.command).toBe(`nx run span:benchmark --configs=start ${RUN}`);
    expect(reported(unsure, { atLastLook: true }, { state: 'interrupted' }).settle.command).toContain(
      '--moreRounds=24',
    );
    // Its time had ended it.
    expect(reported(early, { atLastLook: false }).settle.command).toContain('--moreRounds=24');
  });

  it('promises nothing where rounds do not help', () => {
    const { moreRounds: _, ...never } = unsure;
    expect(reported(never, {}).settle).toBeUndefined();
    expect(reported({ ...unsure, moreRounds: 1_000_000 }, {}).settle).toBeUndefined();
    expect(reported({ kind: 'no-change', moved: [], rounds: 40 }, {}).text).not.toContain('settle');
  });

  it('says what the rounds that were added may err by, all together', () => {
    const extensions = [
      { from: 40, to: 64, looks: [51, 64], alpha: 0.005 },
      { from: 64, to: 80, looks: [80], alpha: 0.0025 },
    ];
    const { text } = reported(unsure, { spent: { run: 0.01, extensions } });
    expect(text.replace(/\s+/g, ' ')).toContain(
      'error at most 1.75 %: 1 % the run, 0.5 % rounds 41 to 64, 0.25 % rounds 65 to 80',
    );
  });
});
