import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from '../domain/run-event';
import { countInstructions, needsCounting, requireValgrind } from './count-instructions';
import { madePlan, scriptedHarness } from './testing/scripted-harness';
import { untouched, type VariantProgress } from './variant-progress';

const measured = (name: string, changes: Partial<VariantProgress> = {}): VariantProgress => ({
  ...untouched(name),
  benchmark: { name, innerLoops: 1, iterationSeconds: 0.001 },
  ...changes,
});

async function count(before: readonly VariantProgress[], slowdowns: Record<string, number | undefined>) {
  const counted: string[] = [];
  const events: RunEvent[] = [];
  let progress = before;
  const watchCounting = async (variant: string) => void counted.push(variant);
  const place = { harness: scriptedHarness(slowdowns, { watchCounting }), cpus: [0] };
  const plan = madePlan(...before.map(({ name }) => name));
  const keep = (variants: readonly VariantProgress[]) => {
    progress = variants;
  };
  await countInstructions(plan, [place], 'valgrind-3.19.0', before, keep, (event) => events.push(event));
  return { counted: counted.sort(), progress, notes: events.filter(({ kind }) => kind === 'note') };
}

describe('countInstructions', () => {
  it('counts each config that was measured and was not counted before', async () => {
    const before = [
      measured('new'),
      measured('other', { asked: false }),
      measured('failed', { failure: { variant: 'failed', side: 'baseline', reason: 'ended', output: '' } }),
      untouched('unmeasured'),
    ];
    const { counted, progress } = await count(before, { new: 0.01 });
    expect(counted).toEqual(['new']);
    const [first, ...rest] = progress;
    expect(first!.instructions!.change).toBeCloseTo(0.01, 9);
    expect(first!.instructions).toMatchObject({ tool: 'valgrind-3.19.0', loops: [10, 30] });
    expect(rest.every(({ instructions }) => instructions === undefined)).toBe(true);
    expect(progress.some(needsCounting)).toBe(false);
  });

  it('leaves a config that fails below valgrind as it was, says why, and goes on', async () => {
    const { counted, progress, notes } = await count([measured('a'), measured('b')], { b: 0 });
    expect(counted).toEqual(['a', 'b']);
    expect(progress.find(({ name }) => name === 'a')).toEqual(measured('a'));
    expect(progress.find(({ name }) => name === 'b')!.instructions!.change).toBeCloseTo(0, 9);
    expect(notes).toEqual([
      { kind: 'note', text: expect.stringMatching(/^a: .*candidate ended.*\n {2}illegal$/) },
    ]);
  });
});

describe('requireValgrind', () => {
  const harness = { ...scriptedHarness({}), valgrindVersion: async () => undefined };

  it.each([
    ['docker', /the image python:3 does not have/, 'bash tools/make-base-image --add=valgrind'],
    ['local', /this machine does not have/, 'apt-get install valgrind'],
  ] as const)('says on the engine %s what to do where it is absent', async (engine, message, hint) => {
    const refused = requireValgrind({ ...madePlan('a'), engine, image: 'python:3' }, { harness });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ hint: expect.stringContaining(hint) });
  });
});
