import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Round } from '../domain/round';
import type { Side } from '../domain/side';
import { decodeRound, encodeRound } from './round-line';

const nanoseconds = fc.integer({ min: 0, max: 10 ** 12 }).map((value) => value / 1e9);
const slice = fc.record({
  wall: nanoseconds,
  cpu: nanoseconds,
  childrenCpu: nanoseconds,
  involuntarySwitches: fc.nat(),
  voluntarySwitches: fc.nat(),
});
const slices = fc.array(slice, { minLength: 2, maxLength: 2 });
const round: fc.Arbitrary<Round> = fc.record({
  index: fc.nat(),
  variant: fc.string(),
  method: fc.constantFrom('lock-step' as const, 'co-run' as const),
  cpus: fc.array(fc.nat()),
  order: fc.array(fc.constantFrom<Side>('baseline', 'candidate'), { minLength: 2, maxLength: 2 }),
  loops: fc.nat(),
  slices: fc.record({ baseline: slices, candidate: slices }),
  processCpu: fc.record({ baseline: nanoseconds, candidate: nanoseconds }),
  maxRss: fc.record({ baseline: fc.nat(), candidate: fc.nat() }),
  seconds: nanoseconds,
  startedAt: fc.constant('2026-11-22T12:00:00.000Z'),
});

describe('a line of rounds', () => {
  it('brings a round back as it was, to the nanosecond, in one line', () => {
    fc.assert(
      fc.property(round, (round) => {
        const line = encodeRound(round);
        expect(line).not.toContain('\n');
        expect(decodeRound(line)).toEqual(round);
      }),
    );
  });
});
