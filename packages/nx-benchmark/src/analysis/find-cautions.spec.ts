import { describe, expect, test } from '@jest/globals';
import type { Round, Slice } from '../domain/round';
import type { Side } from '../domain/side';
import { findCautions } from './find-cautions';
import { defaultPolicy } from './policy';
import { madeRound } from './testing/made-round';
import { gaussian, mulberry32 } from './testing/random';

interface World {
  /** Slowdown of the side that goes second in a pair. */
  readonly second?: number;
  /** Speed of the machine in a round. */
  readonly speed?: (round: number) => number;
  readonly spoil?: (slice: Slice) => Slice;
  /** CPU the candidate burns beside its slices, relative to all. */
  readonly beside?: number;
}

/** Eight rounds of twelve pairs, 1 % noise in a slice. */
function rounds({ second = 0, speed = () => 1, spoil = (slice) => slice, beside = 0 }: World = {}): Round[] {
  const random = mulberry32(3);
  return Array.from({ length: 8 }, (_, index) => {
    const order = Array.from({ length: 12 }, (_, pair): Side => (pair % 2 === 0 ? 'baseline' : 'candidate'));
    const slices = (side: Side) =>
      order.map((first) => {
        const cpu = 0.002 * speed(index) * (1 + 0.01 * gaussian(random)) * (first === side ? 1 : 1 + second);
        return spoil({ wall: cpu, cpu, childrenCpu: 0, involuntarySwitches: 0, voluntarySwitches: 0 });
      });
    const round = madeRound(
      { baseline: slices('baseline'), candidate: slices('candidate') },
      { index, order },
    );
    const { baseline, candidate } = round.processCpu;
    return { ...round, processCpu: { baseline, candidate: candidate * (1 + beside) } };
  });
}

const kinds = (world?: World) => findCautions(rounds(world), defaultPolicy, 1).map(({ kind }) => kind);

test('a good machine raises no doubt, nor do no rounds or one', () => {
  expect(kinds()).toEqual([]);
  expect(findCautions([], defaultPolicy, 1)).toEqual([]);
  expect(findCautions(rounds().slice(0, 6), defaultPolicy, 1)).toEqual([]);
});

test('fewer rounds than the first look has are named', () => {
  expect(findCautions(rounds().slice(0, 1), defaultPolicy, 1)).toEqual([
    { kind: 'too-few-rounds', variant: 'start', rounds: 1, needed: 6 },
  ]);
});

test('rounds that differ by more than 3 % from each other are named', () => {
  const wide = rounds().map((round, index) => {
    const factor = index % 2 === 0 ? 1.1 : 1;
    const candidate = round.slices.candidate.map((slice) => ({ ...slice, cpu: slice.cpu * factor }));
    return { ...round, slices: { ...round.slices, candidate } };
  });
  expect(findCautions(wide, defaultPolicy, 1).map(({ kind }) => kind)).toContain('wide-spread');
});

test('an iteration so short that the loop counts is named', () => {
  const many = rounds().map((round) => ({ ...round, loops: 20_000 }));
  expect(findCautions(many, defaultPolicy, 1)).toEqual([
    { kind: 'loop-overhead', variant: 'start', seconds: expect.closeTo(100e-9, 8) },
  ]);
});

describe('baseline-drift', () => {
  test('when the same work takes a tenth longer in one round than in another', () => {
    const [caution, ...rest] = findCautions(rounds({ speed: (round) => 1 + 0.03 * round }), defaultPolicy, 1);
    expect(rest).toEqual([]);
    expect(caution).toMatchObject({ kind: 'baseline-drift', variant: 'start' });
    expect(caution?.kind === 'baseline-drift' && caution.ratio).toBeCloseTo(1.21, 1);
  });

  test('not for a drift of a twentieth', () => {
    expect(kinds({ speed: (round) => (round === 4 ? 1.05 : 1) })).toEqual([]);
  });
});

describe('preempted', () => {
  const stolen = (slice: Slice): Slice => ({ ...slice, wall: 2 * slice.wall, involuntarySwitches: 3 });

  test('when most slices lost their CPU against their will', () => {
    expect(findCautions(rounds({ spoil: stolen }), defaultPolicy, 1)).toEqual([
      { kind: 'preempted', variant: 'start', share: 1 },
    ]);
  });

  test('not when every other slice did, or when the time went into waiting', () => {
    let count = 0;
    expect(kinds({ spoil: (slice) => (count++ % 2 ? stolen(slice) : slice) })).toEqual([]);
    expect(kinds({ spoil: (slice) => ({ ...stolen(slice), voluntarySwitches: 3 }) })).toEqual([]);
  });

  test('not when switches cost no time: threads of one process that wake each other', () => {
    expect(kinds({ spoil: (slice) => ({ ...slice, involuntarySwitches: 3 }) })).toEqual([]);
  });
});

describe('lumpy', () => {
  test('when all work moved and the main path did not', () => {
    const [caution] = findCautions(rounds({ beside: 0.1 }), defaultPolicy, 1);
    expect(caution).toMatchObject({ kind: 'lumpy', variant: 'start' });
    expect(caution?.kind === 'lumpy' && caution.allWork - caution.mainPath).toBeCloseTo(0.1, 1);
    expect(kinds({ beside: -0.1 })).toEqual(['lumpy']);
  });

  test('not while the two intervals overlap', () => {
    expect(kinds({ beside: 0.002 })).toEqual([]);
  });
});

describe('order-effect', () => {
  test('when going second costs more than the margin: one, though CPU and the wall both show it', () => {
    expect(findCautions(rounds({ second: 0.05 }), defaultPolicy, 1)).toEqual([
      {
        kind: 'order-effect',
        variant: 'start',
        statistic: expect.any(String),
        effect: expect.closeTo(0.05, 2),
      },
    ]);
  });

  test('not for the little it always costs', () => {
    expect(kinds({ second: 0.014 })).toEqual([]);
  });

  test('a slow candidate is not an order effect', () => {
    const slower = rounds().map((round) => {
      const candidate = round.slices.candidate.map((slice) => ({ ...slice, cpu: 1.2 * slice.cpu }));
      return { ...round, slices: { ...round.slices, candidate } };
    });
    expect(findCautions(slower, defaultPolicy, 1).map(({ kind }) => kind)).not.toContain('order-effect');
  });
});

test('uneven rounds: some processes of the candidate are slow, and the verdict is about the others', () => {
  const many = Array.from({ length: 8 }, () => rounds()).flat();
  const uneven = many.map((round, index) => {
    const factor = index < 6 ? 1.5 : 1;
    const candidate = round.slices.candidate.map((slice) => ({ ...slice, cpu: slice.cpu * factor }));
    return { ...round, slices: { ...round.slices, candidate } };
  });
  expect(findCautions(uneven, defaultPolicy, 1)).toContainEqual({
    kind: 'uneven-rounds',
    variant: 'start',
    slower: 6,
    faster: 0,
    rounds: 64,
  });
});

test('a co-run is not blamed for what it is: two sides that take the CPU from each other', () => {
  const coRun = rounds({
    spoil: (slice) => ({ ...slice, wall: 2 * slice.wall, involuntarySwitches: 3 }),
    second: 0.05,
  }).map((round): Round => ({ ...round, method: 'co-run' }));
  expect(findCautions(coRun, defaultPolicy, 1)).toEqual([]);
});

test('unmeasured: what ought to be tested and some round could not tell', () => {
  const still = rounds({ spoil: (slice) => ({ ...slice, cpu: 0 }) });
  expect(findCautions(still, defaultPolicy, 1)).toEqual([
    { kind: 'unmeasured', variant: 'start', statistic: 'main-path' },
  ]);
});
