import { expect, test } from '@jest/globals';
import { logInterval } from './log-interval';
import { logMean } from './log-mean';
import { gaussian, mulberry32 } from './testing/random';

test('agrees with scipy.stats.t.interval', () => {
  const values = [0.011, -0.004, 0.02, 0.007, 0.013, 0.002];
  const { change, low, high } = logInterval(logMean(values), 0.01 / 9);
  expect(change).toBeCloseTo(0.008200104853080944, 14);
  expect(low).toBeCloseTo(-0.014936062442051526, 12);
  expect(high).toBeCloseTo(0.03187967061880951, 12);
});

test('misses the truth as often as it was told to, on either side alike', () => {
  const random = mulberry32(2);
  const runs = 4_000;
  const missed = { below: 0, above: 0 };
  for (let run = 0; run < runs; run++) {
    const values = Array.from({ length: 6 }, () => Math.log1p(0.02) + 0.01 * gaussian(random));
    const { low, high } = logInterval(logMean(values), 0.1);
    if (high < 0.02) missed.below++;
    if (low > 0.02) missed.above++;
  }
  // 200 expected on each side, four standard deviations are 55.
  expect(Math.abs(missed.below - 200)).toBeLessThan(55);
  expect(Math.abs(missed.above - 200)).toBeLessThan(55);
});

test('is finite however wild two rounds are', () => {
  const { low, high } = logInterval(logMean([-5, 5]), 0.0001);
  expect(low).toBe(-1);
  expect(high).toBe(Number.MAX_VALUE);
});
