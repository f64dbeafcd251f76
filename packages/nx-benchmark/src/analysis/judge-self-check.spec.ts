import { describe, expect, it } from '@jest/globals';
import { judgeSelfCheck } from './judge-self-check';
import { defaultPolicy } from './policy';
import { gaussian, mulberry32 } from './testing/random';
import { statistics } from './testing/simulated-statistics';

const check = (values: readonly number[]) =>
  judgeSelfCheck(
    'small',
    values.map((mainPath) => statistics({ mainPath, allWork: mainPath })),
    defaultPolicy,
  );

describe('judgeSelfCheck', () => {
  it('passes where the interval holds 0, and predicts rounds and the smallest change from the spread', () => {
    // Mean 0, standard deviation 0.01 exactly.
    const spread = 0.01 * Math.sqrt(5 / 6);
    const values = [spread, -spread, spread, -spread, spread, -spread];
    const { passed, expectedRounds, smallestChange, rounds } = check(values);
    expect({ passed, rounds }).toEqual({ passed: true, rounds: 6 });
    // (4.23 · 0.01 / ln 1.02)² = 4.56, and fewer than the first look has are no use.
    expect(expectedRounds).toBe(6);
    expect(smallestChange).toBeCloseTo(Math.expm1((4.23 * 0.01) / Math.sqrt(80)), 10);
    expect(check(values.map((value) => 3 * value)).expectedRounds).toBe(
      Math.ceil((0.1269 / Math.log(1.02)) ** 2),
    );
  });

  it('fails where the machine makes a difference of its own', () => {
    expect(check([0.03, 0.031, 0.029, 0.03, 0.032, 0.03]).passed).toBe(false);
  });

  it('passes where the difference is proven, and too small for a verdict', () => {
    // Half the margin is 1 %.
    expect(check([0.005, 0.0051, 0.005, 0.0049, 0.0052, 0.005]).passed).toBe(true);
    expect(check([0.0098, 0.0102, 0.0097, 0.0101, 0.0096, 0.0103]).passed).toBe(false);
    expect(check([-0.005, -0.0051, -0.005, -0.0049, -0.0052, -0.005]).passed).toBe(true);
    expect(check([-0.0098, -0.0102, -0.0097, -0.0101, -0.0096, -0.0103]).passed).toBe(false);
  });

  it('declares a sound machine unusable in fewer than two runs in a thousand', () => {
    const random = mulberry32(5);
    const runs = 4000;
    let unusable = 0;
    for (let run = 0; run < runs; run++) {
      const values = Array.from({ length: 12 }, () => 0.012 * gaussian(random));
      if (!check(values.slice(0, 6)).passed && !check(values).passed) unusable++;
    }
    expect(unusable).toBeLessThan(0.002 * runs);
  });
});
