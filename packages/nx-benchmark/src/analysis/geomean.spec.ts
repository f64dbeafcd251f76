import { describe, expect, test } from '@jest/globals';
import { geomean } from './geomean';
import { defaultPolicy } from './policy';
import { statistics } from './testing/simulated-statistics';

const variant = (values: readonly number[]) => values.map((mainPath) => statistics({ mainPath }));

const A = variant([0.011, -0.004, 0.02, 0.007, 0.013, 0.002]);
const B = variant([0.003, 0.001, -0.002, 0.006, 0.004, -0.001]);
const LONGER = variant([0.003, 0.001, -0.002, 0.006, 0.004, -0.001, 0.005, 0.002]);

describe('geomean', () => {
  test('of aligned variants is the t interval of the rounds’ means', () => {
    // scipy.stats.t.interval(1 - 0.01/12, 5, ...) over (a + b)/2, then expm1; SciPy 1.17.1.
    const mean = geomean([A, B], defaultPolicy);
    expect(mean?.change).toBeCloseTo(0.005012520859401064, 12);
    expect(mean?.low).toBeCloseTo(-0.007819521931942698, 12);
    expect(mean?.high).toBeCloseTo(0.018010522693316523, 12);
  });

  test('of variants that stopped apart is Welch’s', () => {
    // scipy.stats.ttest_ind(a, -c, equal_var=False).confidence_interval(1 - 0.01/12), halved, then expm1.
    const mean = geomean([A, LONGER], defaultPolicy);
    expect(mean?.change).toBeCloseTo(0.005221920279595667, 12);
    expect(mean?.low).toBeCloseTo(-0.006102858722150784, 12);
    expect(mean?.high).toBeCloseTo(0.016675737402201594, 12);
  });

  test('a change and its reciprocal cancel', () => {
    const twice = variant([Math.log(2), Math.log(2)]);
    const half = variant([-Math.log(2), -Math.log(2)]);
    expect(geomean([twice, half], defaultPolicy)?.change).toBeCloseTo(0, 12);
  });

  test('is of all variants or of none', () => {
    expect(geomean([], defaultPolicy)).toBeUndefined();
    expect(geomean([A, A.slice(0, 1)], defaultPolicy)).toBeUndefined();
    expect(geomean([A, [...B, statistics({ mainPath: undefined })]], defaultPolicy)).toBeUndefined();
  });

  test('of another statistic, if asked', () => {
    const rounds = [0.1, 0.1].map((waiting) => statistics({ waiting }));
    expect(geomean([rounds], defaultPolicy, 'waiting')?.change).toBeCloseTo(Math.expm1(0.1), 12);
  });
});
