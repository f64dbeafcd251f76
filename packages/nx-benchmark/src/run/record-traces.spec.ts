import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Verdict } from '../domain/verdict';
import type { Plan, ProfileRequest } from '../plan/plan';
import type { TraceRequest } from './harness';
import { needsRecording, recordTraces } from './record-traces';
import { madePlan, type Script, type Slowdowns, scriptedHarness } from './testing/scripted-harness';
import { untouched, type VariantProgress } from './variant-progress';

const ALL: ProfileRequest = { which: 'all', maxBytes: 100 * 2 ** 20, minDuration: 0 };

const measured = (name: string, kind: Verdict['kind'] = 'no-change'): VariantProgress => ({
  ...untouched(name),
  benchmark: { name, innerLoops: 1, iterationSeconds: 0.001 },
  slicing: { method: 'lock-step', loops: 2, pairs: 80, warmup: 30 },
  decision: { results: [], verdict: { kind, moved: [], rounds: 8 } },
});

async function record(
  before: readonly VariantProgress[],
  slowdowns: Slowdowns,
  { profile = ALL, plan = {}, ...script }: Script & { profile?: ProfileRequest; plan?: Partial<Plan> } = {},
) {
  const asked: TraceRequest[] = [];
  const events: RunEvent[] = [];
  const taken: string[] = [];
  let progress = before;
  const watchRecording = async (request: TraceRequest) => void asked.push(request);
  const place = { harness: scriptedHarness(slowdowns, { watchRecording, ...script }), cpus: [0, 1] };
  const tools = {
    path: '/job/trace.json',
    bring: async () => ({ folder: '/job/viztracer', tool: 'viztracer 1.1.1' }),
    take: async (_bytes: number, file: string) => void taken.push(file),
  };
  const keep = (variants: readonly VariantProgress[]) => {
    progress = variants;
  };
  const whole = { ...madePlan(...before.map(({ name }) => name)), ...plan };
  await recordTraces(whole, profile, place, tools, before, keep, (event) => events.push(event));
  return { asked, taken, progress, events };
}

describe('recordTraces', () => {
  it('records the same iterations of both sides, one after the other, as planned from a probe of both', async () => {
    const callsOf = { baseline: 1000, candidate: 4000 };
    const { asked, taken, progress, events } = await record([measured('a')], { a: 0 }, { callsOf });
    expect(asked.map(({ side, iterations }) => [side, iterations])).toEqual([
      ['baseline', 5],
      ['candidate', 5],
      ['baseline', 262],
      ['candidate', 262],
    ]);
    expect(new Set(asked.map(({ hashSeed, cpus }) => `${hashSeed} ${cpus}`)).size).toBe(1);
    expect(asked[0]!.cpus).toHaveLength(1);
    expect(taken).toEqual(['baseline/viztracer/a.json', 'candidate/viztracer/a.json']);
    expect(progress[0]!.traces).toMatchObject({
      iterations: 262,
      tool: 'viztracer 1.1.1',
      sides: { baseline: { events: 262_000 }, candidate: { events: 1_048_000, bytes: 104_800_000 } },
    });
    expect(events).toContainEqual({ kind: 'step', text: 'recording span/a: about 100 MB a side' });
  });

  it('tells the side whose trace is not whole', async () => {
    const callsOf = { baseline: 10, candidate: 1e9 };
    const { progress } = await record([measured('a')], { a: 0 }, { callsOf });
    const { baseline, candidate } = progress[0]!.traces!.sides;
    expect([baseline!.overflow, candidate!.overflow]).toEqual([undefined, true]);
    expect(progress[0]!.traces!.iterations).toBe(1);
  });

  it('leaves a config that fails below the recorder as it was, says why, and goes on', async () => {
    const { progress, events } = await record([measured('a'), measured('b')], { b: 0 });
    expect(progress.map(({ traces }) => traces !== undefined)).toEqual([false, true]);
    const notes = events.flatMap((event) => (event.kind === 'note' ? [event.text] : []));
    expect(notes).toEqual([
      'a: could not be recorded, since the baseline ended below viztracer\n  no tracer',
    ]);
  });

  it('records a side alone', async () => {
    const requirements = { baseline: { kind: 'index' }, candidate: { kind: 'none' } } as Plan['requirements'];
    const { asked, progress } = await record([measured('a')], { a: 0 }, { plan: { requirements } });
    expect(asked.map(({ side }) => side)).toEqual(['baseline', 'baseline']);
    expect(Object.keys(progress[0]!.traces!.sides)).toEqual(['baseline']);
  });

  it('brings no recorder where nothing is to be recorded', async () => {
    const before = [{ ...measured('a'), asked: false }];
    const tools = {
      path: '',
      bring: () => Promise.reject(new UserError('brought')),
      take: async () => undefined,
    };
    const place = { harness: scriptedHarness({}), cpus: [] };
    const done = recordTraces(
      madePlan('a'),
      ALL,
      place,
      tools,
      before,
      () => undefined,
      () => undefined,
    );
    await expect(done).resolves.toBeUndefined();
  });
});

describe('needsRecording', () => {
  const traces = { iterations: 1, minDuration: 0, tool: 'viztracer', sides: {} };

  it.each<[string, VariantProgress, boolean, boolean]>([
    ['a regression', measured('a', 'regression'), true, true],
    ['an improvement', measured('a', 'improvement'), true, false],
    ['what is inconclusive', measured('a', 'inconclusive'), true, false],
    ['what was recorded', { ...measured('a', 'regression'), traces }, false, false],
    ['what nobody asked for', { ...measured('a', 'regression'), asked: false }, false, false],
    ['what nobody measured', untouched('a'), false, false],
    [
      'what failed',
      {
        ...measured('a', 'regression'),
        failure: { variant: 'a', side: 'baseline', reason: 'ended', output: '' },
      },
      false,
      false,
    ],
    [
      'a regression that fresh rounds did not confirm',
      {
        ...measured('a', 'regression'),
        confirmation: {
          statistics: [],
          seconds: 1,
          decision: { results: [], verdict: { kind: 'no-change', moved: [], rounds: 8 } },
        },
      },
      true,
      false,
    ],
  ])('of %s', (_, variant, all, regressions) => {
    expect(needsRecording(ALL, variant)).toBe(all);
    expect(needsRecording({ ...ALL, which: 'regressions' }, variant)).toBe(regressions);
  });
});
