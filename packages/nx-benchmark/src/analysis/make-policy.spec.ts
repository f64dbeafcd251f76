import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makePolicy } from './make-policy';
import { alphaOfVariant, defaultPolicy } from './policy';

describe('makePolicy', () => {
  test('says nothing new where nothing is set', () => {
    expect(makePolicy({})).toEqual(defaultPolicy);
    expect(Object.keys(makePolicy({ margin: 2 }))).toEqual(Object.keys(defaultPolicy));
  });

  test('takes per cent, minutes, and the budget of the whole scenario', () => {
    const policy = makePolicy({ margin: 1, blocking: 3, alpha: 0.1, maxMinutes: 5 });
    expect(policy).toMatchObject({ margin: 0.01, blocking: 0.03, alpha: 0.1, maxSeconds: 300 });
    expect(alphaOfVariant(policy, 2)).toBe(0.02);
    expect(alphaOfVariant(policy, 20)).toBe(0.005);
  });

  test('drops the looks after the last round, and looks at that one', () => {
    expect(makePolicy({ maxRounds: 26 }).looks).toEqual([6, 8, 10, 13, 16, 20, 26]);
    expect(makePolicy({ maxRounds: 30 }).looks).toEqual([6, 8, 10, 13, 16, 20, 26, 30]);
    expect(makePolicy({ maxRounds: 6 }).looks).toEqual([6]);
    expect(makePolicy({ maxRounds: 80 }).looks).toEqual(defaultPolicy.looks);
  });

  test('goes on in the same manner after the usual last look', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 400 }), (maxRounds) => {
        const { looks } = makePolicy({ maxRounds });
        expect(looks.at(-1)).toBe(maxRounds);
        for (let at = 1; at < looks.length; at++) {
          expect(looks[at]).toBeGreaterThan(looks[at - 1]!);
          expect(looks[at]! / looks[at - 1]!).toBeLessThan(1.5);
        }
      }),
    );
    expect(makePolicy({ maxRounds: 125 }).looks.slice(8)).toEqual([40, 50, 63, 80, 100, 125]);
  });
});
