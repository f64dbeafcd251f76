import { describe, expect, it } from '@jest/globals';
import { makePolicy } from '../analysis/make-policy';
import { defaultPolicy } from '../analysis/policy';
import type { Round } from '../domain/round';
import type { RunEvent } from '../domain/run-event';
import type { Plan, PlannedRound } from '../plan/plan';
import { measureVariants } from './measure-variants';
import { madePlan, type Slowdowns, scriptedHarness } from './testing/scripted-harness';
import { untouched, type VariantProgress } from './variant-progress';

async function measure(
  slowdowns: Slowdowns,
  log: PlannedRound[] = [],
  spread?: number,
): Promise<{ variants: readonly VariantProgress[]; events: RunEvent[]; kept: (Round | undefined)[] }> {
  const events: RunEvent[] = [];
  const kept: (Round | undefined)[] = [];
  const harness = scriptedHarness(slowdowns, { spread, watch: async (planned) => void log.push(planned) });
  const names = Object.keys(slowdowns);
  let variants: readonly VariantProgress[] = [];
  await measureVariants(
    madePlan(...names),
    [{ harness, cpus: [0, 1] }],
    names.map(untouched),
    (progress, round) => {
      variants = progress;
      kept.push(round);
    },
    (event) => events.push(event),
  );
  return { variants, events, kept };
}

async function measured(plan: Plan, slowdowns: Slowdowns, spread?: number) {
  let variants: readonly VariantProgress[] = [];
  await measureVariants(
    plan,
    [{ harness: scriptedHarness(slowdowns, { spread }), cpus: [0] }],
    plan.variants.map(({ name }) => untouched(name)),
    (progress) => {
      variants = progress;
    },
    () => undefined,
  );
  return variants;
}

describe('measureVariants', () => {
  it('goes on until each variant has its verdict, and no further', async () => {
    const { variants } = await measure({ same: 0, slower: 0.04, faster: -0.04 });
    const verdicts = variants.map(({ name, decision }) => [name, decision?.verdict?.kind]);
    expect(verdicts).toEqual([
      ['same', 'no-change'],
      ['slower', 'regression'],
      ['faster', 'improvement'],
    ]);
    for (const { statistics, decision } of variants) {
      expect(statistics).toHaveLength(decision!.verdict!.rounds);
      expect(defaultPolicy.looks).toContain(statistics.length);
    }
  });

  it('stops undecided at the last look', async () => {
    const { variants } = await measure({ noisy: 0 }, [], 0.5);
    const [{ statistics, decision }] = variants as [VariantProgress];
    expect(statistics).toHaveLength(defaultPolicy.looks.at(-1)!);
    expect(decision?.verdict?.kind).toBe('inconclusive');
  });

  it('gives every open variant its round before any has the next: an event hits one round of each', async () => {
    const log: PlannedRound[] = [];
    await measure({ a: 0, b: 0.05, c: -0.05 }, log);
    for (let index = 0; index < 6; index++) {
      const turn = log.slice(index * 3, index * 3 + 3);
      expect(turn.map((planned) => planned.index)).toEqual([index, index, index]);
      expect(turn.map((planned) => planned.variant).sort()).toEqual(['a', 'b', 'c']);
    }
  });

  it('judges each variant by its own rule', async () => {
    const plan = {
      ...madePlan('strict', 'usual'),
      ownPolicies: { strict: makePolicy({ margin: 0.01, maxRounds: 14 }) },
    };
    const variants = await measured(plan, { strict: 0, usual: 0 });
    expect(variants.map(({ statistics, decision }) => [statistics.length, decision?.verdict?.kind])).toEqual([
      [14, 'inconclusive'],
      [expect.any(Number), 'no-change'],
    ]);
  });

  it('ends at the first look after its time, and no earlier', async () => {
    // A round takes a second, and both configs share the clock.
    const plan = { ...madePlan('a', 'b'), policy: makePolicy({ maxMinutes: 14.5 / 60 }) };
    const variants = await measured(plan, { a: 0, b: 0.2 }, 0.3);
    const [a, b] = variants as [VariantProgress, VariantProgress];
    expect([a.statistics.length, a.decision?.verdict?.kind]).toEqual([8, 'inconclusive']);
    expect(b.decision?.verdict?.rounds).toBe(b.statistics.length);
    expect(b.statistics.length).toBeLessThanOrEqual(8);
    const hurried = { ...plan, policy: makePolicy({ maxMinutes: 0.01 }) };
    const [first] = await measured(hurried, { a: 0, b: 0 }, 0.3);
    expect(first?.statistics).toHaveLength(6);
  });

  it('leaves a variant that fails and goes on with the others', async () => {
    const { variants } = await measure({ broken: undefined, sound: 0.05 });
    expect(variants.find(({ name }) => name === 'broken')).toMatchObject({
      failure: { side: 'candidate' },
      statistics: [],
    });
    expect(variants.find(({ name }) => name === 'sound')?.decision?.verdict?.kind).toBe('regression');
  });

  it('hands out every round once to be kept, and tells of it', async () => {
    const { variants, events, kept } = await measure({ a: 0, b: 0.05 });
    const total = variants.reduce((sum, { statistics }) => sum + statistics.length, 0);
    expect(kept.filter((round) => round !== undefined)).toHaveLength(total);
    expect(events.filter(({ kind }) => kind === 'round')).toHaveLength(total);
    expect(events.filter(({ kind }) => kind === 'verdict')).toHaveLength(2);
  });
});

describe('measureVariants on several groups of CPUs', () => {
  const slowdowns = { a: 0, b: 0.05, c: -0.05, d: 0, e: 0.03 };

  /** Measures on three CPUs; each round takes as long as a few turns of the event loop. */
  async function inParallel(slowdowns: Slowdowns) {
    const [log, events, busy]: [PlannedRound[], RunEvent[], Set<string | number>] = [[], [], new Set()];
    let most = 0;
    const occupied = async (planned: { variant: string; cpus: readonly number[] }) => {
      const taken = [planned.variant, ...planned.cpus];
      for (const one of taken) {
        expect(busy).not.toContain(one);
        busy.add(one);
      }
      most = Math.max(most, busy.size / 2);
      for (let turn = 0; turn < 3 + (log.length % 4); turn++) await new Promise(setImmediate);
      for (const one of taken) busy.delete(one);
    };
    const watch = async (planned: PlannedRound) => {
      log.push(planned);
      await occupied(planned);
    };
    const places = [4, 5, 7].map((cpu) => ({
      harness: scriptedHarness(slowdowns, { watch, watchCalibration: occupied }),
      cpus: [cpu],
    }));
    const names = Object.keys(slowdowns);
    let variants: readonly VariantProgress[] = [];
    await measureVariants(
      madePlan(...names),
      places,
      names.map(untouched),
      (progress) => {
        variants = progress;
      },
      (event) => events.push(event),
    );
    return { log, most: () => most, variants, events };
  }

  it('measures as many at once, never one config twice and never two on one CPU', async () => {
    const { most, variants } = await inParallel(slowdowns);
    expect(most()).toBe(3);
    expect(variants.map(({ name, decision }) => [name, decision?.verdict?.kind])).toEqual([
      ['a', 'no-change'],
      ['b', 'regression'],
      ['c', 'improvement'],
      ['d', 'no-change'],
      ['e', 'regression'],
    ]);
  });

  it('gives the same rounds and verdicts as one after the other', async () => {
    const [alone, together] = [await measure(slowdowns), await inParallel(slowdowns)];
    expect(together.variants.map(({ statistics }) => statistics)).toEqual(
      alone.variants.map(({ statistics }) => statistics),
    );
    expect(together.variants.map(({ decision }) => decision)).toEqual(
      alone.variants.map(({ decision }) => decision),
    );
  });

  it('lets a config take each round elsewhere than the last, also where it is alone', async () => {
    for (const slowdowns of [{ only: 0 }, { a: 0, b: 0 }, { a: 0, b: 0, c: 0 }]) {
      const { log } = await inParallel(slowdowns);
      for (const name of Object.keys(slowdowns)) {
        const cpus = log.filter(({ variant }) => variant === name).map(({ cpus }) => cpus[0]);
        for (let at = 1; at < cpus.length; at++) expect(cpus[at]).not.toBe(cpus[at - 1]);
        expect(new Set(cpus)).toEqual(new Set([4, 5, 7]));
      }
    }
  });

  it('goes on with the others when one fails', async () => {
    const { variants } = await inParallel({ ...slowdowns, broken: undefined });
    expect(variants.find(({ name }) => name === 'broken')?.failure?.side).toBe('candidate');
    expect(variants.filter(({ decision }) => decision?.verdict !== undefined)).toHaveLength(5);
  });

  it('lets rounds under way end, and begins none, when the runner itself goes', async () => {
    let [begun, ended] = [0, 0];
    const harness = scriptedHarness(slowdowns, {
      watch: async () => {
        if (++begun === 8) throw new Error('the runner is gone');
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        ended++;
      },
    });
    const kept: Round[] = [];
    const run = measureVariants(
      madePlan(...Object.keys(slowdowns)),
      [4, 5, 7].map((cpu) => ({ harness, cpus: [cpu] })),
      Object.keys(slowdowns).map(untouched),
      (_, round) => round && kept.push(round),
      () => undefined,
    );
    await expect(run).rejects.toThrow('the runner is gone');
    expect(kept).toHaveLength(ended);
    expect(begun - ended).toBe(1);
  });
});
