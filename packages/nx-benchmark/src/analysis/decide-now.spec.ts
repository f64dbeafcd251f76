import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Slice } from '../domain/round';
import { decideNow } from './decide-now';
import { defaultPolicy } from './policy';
import { roundStatistics } from './round-statistics';
import { madeRound } from './testing/made-round';
import { mulberry32 } from './testing/random';
import { simulatedStatistics, statistics } from './testing/simulated-statistics';

const slower = simulatedStatistics({ mainPath: 0.1, allWork: 0.1 }, 40, mulberry32(1));
const now = (count: number, rounds = slower) => decideNow(rounds.slice(0, count), defaultPolicy, 1);

describe('decideNow', () => {
  test('before the first look nothing is decided, however clear it looks', () => {
    const { results, verdict } = now(5);
    expect(results[0]?.low).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ kind: 'inconclusive', rounds: 5 });
    expect(verdict.moreRounds).toBeGreaterThanOrEqual(1);
  });

  test('three rounds have an interval, one and none have nothing', () => {
    expect(now(3).results).toHaveLength(3);
    expect(now(3).verdict).toMatchObject({ kind: 'inconclusive', rounds: 3 });
    expect(now(1)).toEqual({
      results: [],
      verdict: { kind: 'inconclusive', moved: [], rounds: 1, moreRounds: 5 },
    });
    expect(now(0)).toEqual({
      results: [],
      verdict: { kind: 'inconclusive', moved: [], rounds: 0, moreRounds: 6 },
    });
  });

  test('keeps the first look that decided, whatever came after it', () => {
    expect(now(7)).toEqual(now(6));
    expect(now(40)).toEqual(now(6));
    expect(now(40).verdict).toMatchObject({ kind: 'regression', level: 'blocking', rounds: 6 });
  });

  test('rounds after an open look make no verdict', () => {
    const open = Array.from({ length: 6 }, (_, i) => statistics({ mainPath: i % 2 ? 0.03 : -0.03 }));
    const rounds = [...open, statistics({ mainPath: 3 })];
    expect(now(7, rounds).verdict).toMatchObject({ kind: 'inconclusive', rounds: 7 });
  });

  test('an improvement that waited for another statistic is told when there is no more to wait for', () => {
    const mixed = Array.from({ length: 7 }, (_, i) => {
      return statistics({ mainPath: -0.05 + (i % 2) / 1000, allWork: i % 2 ? 0.06 : -0.04 });
    });
    expect(now(7, mixed).verdict).toEqual({ kind: 'improvement', moved: ['main-path'], rounds: 6 });
  });

  test('no reading, however broken, puts NaN or Infinity into what is reported', () => {
    const seconds = fc.oneof(
      fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 1e308),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    const slice: fc.Arbitrary<Slice> = fc.record({
      wall: seconds,
      cpu: seconds,
      childrenCpu: seconds,
      involuntarySwitches: fc.nat(),
      voluntarySwitches: fc.nat(),
    });
    const slices = fc.array(slice, { minLength: 3, maxLength: 3 });
    const perSide = fc.record({ baseline: seconds, candidate: seconds });
    const round = fc
      .tuple(fc.record({ baseline: slices, candidate: slices }), perSide)
      .map(([slices, processCpu]) => madeRound(slices, { processCpu }));
    fc.assert(
      fc.property(fc.array(round, { maxLength: 9 }), (rounds) => {
        const { results, verdict } = decideNow(rounds.map(roundStatistics), defaultPolicy, 1);
        const numbers = results.flatMap(({ change, low, high, deviation }) => [change, low, high, deviation]);
        for (const number of [...numbers, verdict.moreRounds ?? 0])
          expect(number).toBe(JSON.parse(JSON.stringify(number)));
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
