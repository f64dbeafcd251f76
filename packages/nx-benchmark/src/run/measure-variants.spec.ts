import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../analysis/policy';
import type { Round, Slice } from '../domain/round';
import type { RunEvent } from '../domain/run-event';
import type { Plan, PlannedRound } from '../plan/plan';
import { seededRandom } from '../plan/random';
import { type Harness, ScenarioFailed } from './harness';
import { measureVariants, type VariantProgress } from './measure-variants';

const plan = (...names: string[]) =>
  ({
    scenario: 'span',
    seed: 'seed',
    cpusPerRun: 1,
    sliceSeconds: 0.002,
    policy: defaultPolicy,
    variants: names.map((name) => ({ name, variables: {} })),
  }) as unknown as Plan;

/** A machine that measures each variant's slowdown with 1 % of noise unless told otherwise; a variant without one fails on the candidate. */
function machine(
  slowdowns: Readonly<Record<string, number | undefined>>,
  log: PlannedRound[] = [],
  spread = 0.01,
) {
  const random = seededRandom('machine');
  const noise = () => spread * (random.next() + random.next() + random.next() - 1.5);
  const slice = (cpu: number): Slice => ({
    wall: cpu,
    cpu,
    childrenCpu: 0,
    involuntarySwitches: 0,
    voluntarySwitches: 0,
  });
  const harness: Pick<Harness, 'calibrate' | 'measure'> = {
    calibrate: async () => ({
      name: 'span',
      innerLoops: 1,
      setup: 0.1,
      iteration: { wall: 0.001, cpu: 0.001, voluntarySwitches: 0, involuntarySwitches: 0 },
    }),
    measure: async (planned): Promise<Round> => {
      log.push(planned);
      const slowdown = slowdowns[planned.variant];
      if (slowdown === undefined) {
        const failure = { variant: planned.variant, side: 'candidate', reason: 'ended', output: '' } as const;
        throw new ScenarioFailed(failure);
      }
      const ratio = (1 + slowdown) * Math.exp(noise());
      const slices = (cpu: number) => planned.order.map(() => slice(cpu * planned.loops));
      return {
        ...planned,
        slices: { baseline: slices(0.001), candidate: slices(0.001 * ratio) },
        processCpu: { baseline: 0.16, candidate: 0.16 * ratio },
        maxRss: { baseline: 1, candidate: 1 },
        seconds: 1,
        startedAt: '',
      };
    },
  };
  return harness;
}

async function measure(
  slowdowns: Readonly<Record<string, number | undefined>>,
  log: PlannedRound[] = [],
  spread?: number,
): Promise<{ variants: readonly VariantProgress[]; events: RunEvent[]; kept: (Round | undefined)[] }> {
  const events: RunEvent[] = [];
  const kept: (Round | undefined)[] = [];
  let variants: readonly VariantProgress[] = [];
  await measureVariants(
    plan(...Object.keys(slowdowns)),
    machine(slowdowns, log, spread),
    [0, 1],
    (progress, round) => {
      variants = progress;
      kept.push(round);
    },
    (event) => events.push(event),
  );
  return { variants, events, kept };
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
