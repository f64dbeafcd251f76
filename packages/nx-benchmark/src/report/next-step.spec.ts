import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../domain/verdict';
import type { Manifest } from '../results/manifest';
import { madeRecord } from './against/testing/made-runs';
import { nextStep } from './next-step';
import type { VariantReport } from './summarize';
import { madeReport, madeVariant } from './testing/made-report';

const RUN = '2026-11-22T12-30-05-9f3a12bc';
const same = { kind: 'no-change', moved: [], rounds: 8 } as const;
const faster = { kind: 'improvement', moved: ['main-path'], rounds: 8 } as const;
const slower = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
const unsure = { kind: 'inconclusive', moved: [], rounds: 40, moreRounds: 24 } as const;
const TRACES = { iterations: 10, minDuration: 0, tool: 'viztracer 1.1.1', sides: {} };
const settled = { atLastLook: true, secondsPerRound: 2.5 };

function step(
  verdicts: readonly Verdict[],
  more: Partial<VariantReport> = {},
  manifest: Partial<Manifest> = {},
) {
  const report = madeReport(verdicts.map((verdict, at) => madeVariant(`c${at}`, verdict, more)));
  return nextStep([{ ...report, manifest: { ...report.manifest, ...manifest } }]);
}

describe('nextStep', () => {
  it('is nothing where nothing is to be looked at', () => {
    expect(step([same, same])).toEqual({ sentence: 'nothing to do: no change in 2 configs' });
    expect(step([same, faster])).toEqual({ sentence: 'nothing to do: 1 improvement, no change in 1 config' });
    expect(step([faster, faster])).toEqual({ sentence: 'nothing to do: 2 improvements' });
    expect(step([])).toEqual({ sentence: 'nothing was measured' });
  });

  it('is to record a regression, and where that was done to look at it', () => {
    expect(step([slower, slower, same])).toEqual({
      sentence: '2 regressions (blocking); to record which functions moved',
      command: `nx run span:benchmark --runId=${RUN} --profile=regressions`,
    });
    const movers = { functions: [], own: 1, lost: 0 };
    expect(step([slower], { movers }, { task: 'bench-span:measure:local' })).toEqual({
      sentence: '1 regression (blocking); look at the functions that moved',
      command: `nx run bench-span:analyze --runId=${RUN} --profileCompare`,
    });
  });

  it('is to look at a recording that the manifest knows of, though nobody has read it yet', () => {
    const recorded = madeRecord('c1', { traces: TRACES });
    expect(step([slower, slower], {}, { variants: [madeRecord('c0'), recorded] }).command).toBe(
      `nx run span:analyze --runId=${RUN} --profileCompare`,
    );
    // Of another config than those that are slower.
    expect(step([same, same, slower], {}, { variants: [recorded] }).command).toContain(
      '--profile=regressions',
    );
  });

  it('is to settle what is inconclusive, all of it with one command', () => {
    expect(step([unsure, same, unsure], settled)).toEqual({
      sentence: '2 inconclusive; to settle them (about 2 min)',
      command: `nx run span:benchmark --configs=c0,c2 --runId=${RUN} --moreRounds=24`,
    });
  });

  it('is another witness where more rounds would settle nothing', () => {
    const { moreRounds: _, ...never } = unsure;
    expect(step([never])).toEqual({
      sentence: '1 inconclusive, and more rounds would not settle it; to count instead of timing',
      command: `nx run span:benchmark --runId=${RUN} --metric=instructions`,
    });
  });

  it('is to go on with what failed, or was stopped', () => {
    const failure = { variant: 'c0', side: 'candidate', reason: 'hung', output: '' } as const;
    const command = `nx run span:benchmark --runId=${RUN}`;
    expect(step([same], { failure }, { state: 'failed' })).toEqual({
      sentence: '1 failed; mend what its last words say, then go on',
      command,
    });
    expect(step([same], {}, { state: 'interrupted' })).toEqual({ sentence: 'stopped early; go on', command });
  });

  it('names what no command can do', () => {
    const memory = {
      bytes: { baseline: 1000, candidate: 1200 },
      estimate: { change: 0.2, low: 0.1, high: 0.3 },
      level: 'blocking',
    } as const;
    expect(step([same], { memory }).sentence).toBe(
      'memory grew in 1 config; look at what the change keeps alive',
    );
    expect(step([unsure, same], { memory }).sentence).toMatch(/^1 inconclusive, memory grew in 2 configs; /);
    expect(step([same], {}, { state: 'unusable' }).sentence).toMatch(
      /^1 machine not usable: measure on other/,
    );
    expect(step([same], {}, { alone: true }).sentence).toMatch(/--candidate/);
  });

  it('is about the worst of several scenarios, which it names', () => {
    const span = madeReport([madeVariant('a', same)]);
    const made = madeReport([madeVariant('a', unsure, settled)]);
    const tracer = { ...made, manifest: { ...made.manifest, scenario: 'tracer' } };
    expect(nextStep([span, tracer])).toEqual({
      sentence: '1 inconclusive; to settle those of tracer (about 60 s)',
      command: `nx run tracer:benchmark --configs=a --runId=${RUN} --moreRounds=24`,
    });
  });
});
