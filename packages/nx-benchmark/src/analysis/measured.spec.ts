import { describe, expect, test } from '@jest/globals';
import { measuredByRounds } from './measured';

describe('measuredByRounds', () => {
  test('is a log ratio with the variance of the t distribution of its rounds', () => {
    const { value, variance } = measuredByRounds({ change: 0.02, deviation: 0.012 }, 6)!;
    expect(value).toBeCloseTo(Math.log(1.02), 14);
    // scipy.stats.t.var(5) is 5/3.
    expect(variance).toBeCloseTo((0.012 ** 2 / 6) * (5 / 3), 14);
    // Of 40 rounds 8 are dropped, and 27 degrees of freedom are left.
    expect(measuredByRounds({ change: 0.02, deviation: 0.012 }, 40)!.variance).toBeCloseTo(
      (0.012 ** 2 / 40) * (27 / 25),
      14,
    );
  });

  test('is nothing where rounds are too few to know their spread, or the change is no number', () => {
    expect(measuredByRounds({ change: 0, deviation: 0.01 }, 5)).toBeUndefined();
    expect(measuredByRounds({ change: -1, deviation: 0.01 }, 8)).toBeUndefined();
    expect(measuredByRounds({ change: Number.NaN, deviation: 0.01 }, 8)).toBeUndefined();
  });

  test('never knows a value for certain', () => {
    expect(measuredByRounds({ change: 0, deviation: 0 }, 8)!.variance).toBeGreaterThan(0);
  });
});
