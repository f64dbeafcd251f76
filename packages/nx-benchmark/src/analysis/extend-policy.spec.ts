import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alphaOfLook } from './alpha-of-look';
import { extendPolicy } from './extend-policy';
import { alphaOfVariant, defaultPolicy, looksOf } from './policy';

/** All that a variant may spend at its looks. */
const spent = (policy: typeof defaultPolicy, variants: number) =>
  looksOf(policy).reduce((sum, look) => sum + alphaOfLook(policy, variants, look), 0);

describe('extendPolicy', () => {
  test('looks go on about as before, the last one at the end', () => {
    const once = extendPolicy(defaultPolicy, 80, 48);
    expect(looksOf(once)).toEqual([...defaultPolicy.looks, 101, 128]);
    expect(looksOf(extendPolicy(once, 128, 1))).toEqual([...defaultPolicy.looks, 101, 128, 129]);
  });

  test('the looks that a run did not take fall away where it is extended', () => {
    expect(looksOf(extendPolicy(defaultPolicy, 10, 10))).toEqual([6, 8, 10, 13, 16, 20]);
    expect(looksOf(extendPolicy(defaultPolicy, 10, 3))).toEqual([6, 8, 10, 13]);
  });

  test('the first extension spends half as much as the run, the second a quarter', () => {
    const twice = extendPolicy(extendPolicy(defaultPolicy, 80, 48), 128, 200);
    const shares = looksOf(twice).map((look) => alphaOfLook(twice, 1, look));
    const sum = (from: number, to?: number) => shares.slice(from, to).reduce((all, share) => all + share, 0);
    expect(sum(0, 12)).toBeCloseTo(0.01, 12);
    expect(sum(12, 14)).toBeCloseTo(0.005, 12);
    expect(sum(14)).toBeCloseTo(0.0025, 12);
    expect(alphaOfLook(twice, 1, 90)).toBe(alphaOfLook(twice, 1, 101));
  });

  test('any number of extensions together stays below twice the budget', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 60 }),
        (additions, variants) => {
          let [policy, from] = [defaultPolicy, 80];
          for (const more of additions) {
            policy = extendPolicy(policy, from, more);
            from += more;
          }
          expect(looksOf(policy).at(-1)).toBe(from);
          expect(spent(policy, variants)).toBeLessThan(2 * alphaOfVariant(policy, variants));
        },
      ),
    );
  });
});
