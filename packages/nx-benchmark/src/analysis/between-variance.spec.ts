import { describe, expect, test } from '@jest/globals';
import { betweenVariance } from './between-variance';
import { gaussian, mulberry32 } from './testing/random';
import { weightedMean } from './weighted-mean';

/**
 * Thirteen trials of the BCG vaccine: infected and not, of the vaccinated and of the others. Colditz et al., JAMA 271
 * (1994); the usual example of meta-analysis.
 */
const TRIALS = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13536, 248, 12619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87886, 499, 87892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50448, 141, 27197],
  [5, 2493, 3, 2338],
  [27, 16886, 29, 17825],
] as const;

describe('betweenVariance', () => {
  test('agrees with what meta-analysis has for the BCG trials', () => {
    const values = TRIALS.map(([a, b, c, d]) => ({
      value: Math.log((a / (a + b)) * ((c + d) / c)),
      variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
    }));
    // Paule and Mandel's estimate for these log risk ratios is known as 0.318; the digits by bisection in CPython 3.11.
    const between = betweenVariance([values]);
    expect(between).toBeCloseTo(0.3180684522050239, 9);
    const { mean, variance } = weightedMean(values, between);
    expect(mean).toBeCloseTo(-0.7149681534934444, 9);
    expect(Math.sqrt(variance)).toBeCloseTo(0.18089219153762348, 9);
  });

  test('of values that are all known for certain is their pooled variance', () => {
    const known = (values: readonly number[]) => values.map((value) => ({ value, variance: 1e-12 }));
    // statistics.variance of CPython 3.11: 1.6666… of the first group, 1 of the second; pooled with 3 and 2 degrees.
    expect(betweenVariance([known([1, 2, 3, 4]), known([10, 11, 12])])).toBeCloseTo(
      (3 * (5 / 3) + 2 * 1) / 5,
      9,
    );
  });

  test('is none where the values differ by no more than they err', () => {
    const values = [1, 1.1, 0.9].map((value) => ({ value, variance: 1 }));
    expect(betweenVariance([values])).toBe(0);
    expect(betweenVariance([[{ value: 1, variance: 1 }], [{ value: 9, variance: 1 }]])).toBe(0);
  });

  test('finds the variance that values were made with', () => {
    const random = mulberry32(3);
    const values = Array.from({ length: 20_000 }, (_, at) => {
      const own = 1e-5 * (1 + (at % 5));
      return { value: Math.sqrt(own + 4e-5) * gaussian(random), variance: own };
    });
    // Its standard error is about 0.02 of it.
    expect(betweenVariance([values]) / 4e-5).toBeCloseTo(1, 1);
  });
});
