import { describe, expect, it } from '@jest/globals';
import type { Plan } from './plan';
import { planRound, planTurns } from './plan-round';

const plan = { seed: 'seed', scenario: 'span', cpusPerRun: 1 } as Plan;
const slicing = { method: 'lock-step', loops: 2, pairs: 80, warmup: 30 } as const;
const rounds = Array.from({ length: 400 }, (_, index) => planRound(plan, 'start', index, slicing, [0, 1]));

describe('planRound', () => {
  it('lets each side go first in exactly half of the pairs, in an order of its own', () => {
    for (const { order } of rounds) {
      expect(order.filter((side) => side === 'baseline')).toHaveLength(40);
    }
    expect(new Set(rounds.map(({ order }) => order.join())).size).toBe(rounds.length);
  });

  it('gives each place in the order to each side about equally often', () => {
    // Binomial(400, 1/2): five standard deviations are 50.
    for (let place = 0; place < slicing.pairs; place++) {
      const baselineFirst = rounds.filter(({ order }) => order[place] === 'baseline').length;
      expect(Math.abs(baselineFirst - 200)).toBeLessThan(50);
    }
  });

  it('starts either side first and uses every CPU', () => {
    expect(new Set(rounds.map(({ first }) => first))).toEqual(new Set(['baseline', 'candidate']));
    expect(new Set(rounds.map(({ cpus }) => cpus.join()))).toEqual(new Set(['0', '1']));
  });

  it('gives all first slices of an interleaved round to the side that runs first, each side about equally often', () => {
    const interleaved = rounds.map(({ index }) =>
      planRound(plan, 'start', index, { ...slicing, method: 'interleaved' }, [0, 1]),
    );
    for (const { order, first } of interleaved) expect(new Set(order)).toEqual(new Set([first]));
    // Binomial(400, 1/2): five standard deviations are 50.
    const baselineFirst = interleaved.filter(({ first }) => first === 'baseline').length;
    expect(Math.abs(baselineFirst - 200)).toBeLessThan(50);
  });

  it('gives hash seeds that Python takes, all of one length', () => {
    for (const { hashSeed } of rounds) {
      expect(String(hashSeed)).toHaveLength(10);
      expect(hashSeed).toBeLessThanOrEqual(4294967295);
    }
  });

  it('is the same again for the same seed, and another for another', () => {
    expect(planRound(plan, 'start', 7, slicing, [0, 1])).toEqual(rounds[7]);
    expect(planRound({ ...plan, seed: 'other' }, 'start', 7, slicing, [0, 1]).order).not.toEqual(
      rounds[7]!.order,
    );
  });

  it('pins to nothing where the platform cannot pin', () => {
    expect(planRound(plan, 'start', 0, slicing, []).cpus).toEqual([]);
  });

  it('takes as many CPUs as a run needs, in ascending order', () => {
    expect(planRound({ ...plan, cpusPerRun: 2 }, 'start', 0, slicing, [0, 1]).cpus).toEqual([0, 1]);
  });
});

describe('planTurns', () => {
  it('gives every variant one turn, in changing order', () => {
    const orders = Array.from({ length: 50 }, (_, index) => planTurns(plan, ['a', 'b', 'c'], index));
    for (const order of orders) expect([...order].sort()).toEqual(['a', 'b', 'c']);
    expect(new Set(orders.map((order) => order.join())).size).toBe(6);
  });
});
