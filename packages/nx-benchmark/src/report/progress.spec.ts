import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from '../domain/run-event';
import { progressLines } from './progress';

function draw(events: readonly (RunEvent | number)[], verbose = false): string[] {
  let now = 0;
  const lines: string[] = [];
  const { sink, close } = progressLines(
    (line) => lines.push(line),
    verbose,
    () => now,
  );
  for (const event of events) {
    if (typeof event === 'number') now += event;
    else sink(event);
  }
  close();
  return lines;
}

const round = (number: number): RunEvent => ({
  kind: 'round',
  variant: 'start',
  number,
  nextLook: 6,
  seconds: 1,
  secondsToNextLook: 6 - number,
});

describe('progressLines', () => {
  it('writes a line a step', () => {
    expect(
      draw([
        { kind: 'step', text: 'installing the baseline: ddtrace==4.15.7' },
        { kind: 'step-done', text: 'both sides installed', seconds: 12.3 },
        { kind: 'side', side: 'baseline', requirement: 'ddtrace', version: 'ddtrace 4.15.7' },
        {
          kind: 'calibrated',
          variant: 'start',
          iterationSeconds: 1.03e-3,
          method: 'lock-step',
          loops: 2,
          pairs: 80,
        },
        {
          kind: 'verdict',
          variant: 'start',
          change: 0.0012,
          verdict: { kind: 'no-change', moved: [], rounds: 8 },
        },
      ]),
    ).toEqual([
      'installing the baseline: ddtrace==4.15.7',
      'both sides installed: done in 12 s',
      'baseline: ddtrace 4.15.7',
      'start: 1.03 ms an iteration; lock-step, 80 pairs of 2 iterations a round',
      'start: no change (+0.12 %) after 8 rounds',
    ]);
  });

  it('tells of rounds now and then, and always of one that leads to a look', () => {
    expect(draw([round(1), 1000, round(2), 4500, round(3), 1000, round(4), 1000, round(6)])).toEqual([
      'start: round 3, next look at 6, all configs in about 3 s',
      'start: round 6, next look at 6',
    ]);
  });

  it('shows pip’s words when it takes long, and all of them on request', () => {
    const log: RunEvent = { kind: 'log', source: 'pip', line: 'Collecting ddtrace' };
    expect(draw([log, 6000, log])).toEqual(['  pip: Collecting ddtrace']);
    expect(draw([log, log], true)).toHaveLength(2);
  });

  it('cuts what a compiler says, not a password in two, and shows it whole on request', () => {
    const secret = `https://user:${'secret'.repeat(40)}@host/simple`;
    const log: RunEvent = {
      kind: 'log',
      source: 'pip',
      line: `Running ${secret} ${'--check-cfg '.repeat(50)}`,
    };
    const [cut] = draw([6000, log]);
    expect(cut).toHaveLength(160);
    expect(cut).toMatch(/^ {2}pip: Running https:\/\/\*\*\*@host\/simple --check-cfg .*…/);
    expect(draw([log], true)[0]).toContain('--check-cfg '.repeat(50));
  });
});
