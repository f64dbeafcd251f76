import { describe, expect, test } from '@jest/globals';
import { tQuantile } from './t-quantile';

// scipy.stats.t.isf, SciPy 1.17.1, for tails of 0.4, 0.05, 0.01/18, 0.05/60/36 and 1e-9.
const TAILS = [0.4, 0.05, 0.01 / 18, 0.05 / 60 / 36, 1e-9];
const SCIPY: readonly (readonly [df: number, ...quantiles: number[]])[] = [
  [1, 0.32491969623290634, 6.313751514675044, 572.9572133542878, 13750.987058899069, 318309886.1837907],
  [1.5, 0.30074539256979543, 3.7051808200967518, 77.22697472961443, 642.6112029610576, 521946.94273343723],
  [2, 0.2886751345948128, 2.9199855803537256, 29.97499421071144, 146.96428141413935, 22360.679741456875],
  [3, 0.2766706623326898, 2.353363434801824, 12.471456529033713, 36.21689976331343, 1033.1096745038078],
  [5, 0.2671808657041451, 2.015048373333024, 6.712593092914611, 13.097908562679702, 98.93722464836996],
  [7.3, 0.2627568052507191, 1.8829300179564314, 5.190075304995336, 8.558515468196932, 35.28355009235335],
  [9, 0.260955336473911, 1.8331129326562376, 4.705767377790803, 7.2868002574445665, 23.7299198193785],
  [19.25, 0.25687603711602347, 1.727984067339653, 3.828678760600537, 5.2248122169890525, 10.524234990996845],
  [39, 0.255082228169606, 1.6848751217112252, 3.5212858630484027, 4.582539331586357, 7.757536064579873],
  [120, 0.25390952321492877, 1.6576508993552357, 3.3415619895616975, 4.227860527026893, 6.491938092506852],
  [1000, 0.25341451583949876, 1.6463788172854648, 3.2702754236577425, 4.091565895697469, 6.053690272079834],
];

describe('tQuantile', () => {
  test.each(SCIPY)('agrees with SciPy to eleven digits at %s degrees of freedom', (df, ...expected) => {
    const relativeErrors = TAILS.map((tail, i) => Math.abs(tQuantile(tail, df) / expected[i]! - 1));
    expect(Math.max(...relativeErrors)).toBeLessThan(1e-11);
  });

  test('agrees with the printed table of two-sided 5 %, 1 % and 0.1 % points', () => {
    // Fisher & Yates, Statistical Tables (1963), table III.
    const table: readonly (readonly [number, string, string, string])[] = [
      [1, '12.706', '63.657', '636.619'],
      [2, '4.303', '9.925', '31.599'],
      [5, '2.571', '4.032', '6.869'],
      [10, '2.228', '3.169', '4.587'],
      [20, '2.086', '2.845', '3.850'],
      [30, '2.042', '2.750', '3.646'],
      [60, '2.000', '2.660', '3.460'],
      [120, '1.980', '2.617', '3.373'],
    ];
    for (const [df, ...row] of table) {
      expect([0.025, 0.005, 0.0005].map((tail) => tQuantile(tail, df).toFixed(3))).toEqual(row);
    }
  });

  test('has the closed forms of one and two degrees of freedom', () => {
    for (const tail of [0.49, 0.3, 0.01, 1e-6, 1e-9]) {
      expect(tQuantile(tail, 1) * Math.tan(Math.PI * tail)).toBeCloseTo(1, 11);
      const closed = (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail));
      expect(tQuantile(tail, 2) / closed).toBeCloseTo(1, 11);
    }
  });

  test('tends to the normal quantile z, by (z³ + z)/4df', () => {
    // -statistics.NormalDist().inv_cdf(tail), CPython 3.11; the first term of Fisher's expansion (1926).
    const normal: readonly (readonly [tail: number, z: number])[] = [
      [0.4, 0.2533471031357998],
      [0.025, 1.9599639845400538],
      [1e-6, 4.753424308822899],
      [1e-9, 5.9978070150076865],
    ];
    for (const [tail, z] of normal) {
      expect(tQuantile(tail, 1e5)).toBeCloseTo(z + (z ** 3 + z) / 4e5, 6);
      expect(tQuantile(tail, 1e8)).toBeCloseTo(z, 5);
    }
  });

  test('has the critical values of the looks', () => {
    const looks = [6, 8, 10, 13, 16, 20, 26, 32, 40, 50, 63, 80];
    const ofOne = [
      7.1464, 5.5799, 4.9124, 4.4215, 4.1628, 3.9632, 3.7968, 3.7005, 3.6215, 3.5611, 3.5129, 3.4747,
    ];
    const ofSixty = [12.051, 8.347, 6.916, 5.928, 5.431, 5.061, 4.76, 4.589, 4.451, 4.347, 4.265, 4.2];
    looks.forEach((rounds, look) => {
      expect(tQuantile(0.01 / 12 / 2, rounds - 1)).toBeCloseTo(ofOne[look]!, 4);
      expect(tQuantile(0.05 / 60 / 12 / 2, rounds - 1)).toBeCloseTo(ofSixty[look]!, 3);
    });
  });

  test('is odd around the median', () => {
    expect(tQuantile(0.5, 4)).toBe(0);
    expect(tQuantile(0.9, 4)).toBe(-tQuantile(1 - 0.9, 4));
  });

  test('refuses what has no quantile', () => {
    for (const tail of [0, 1, -0.1, Number.NaN]) expect(() => tQuantile(tail, 5)).toThrow(RangeError);
    for (const df of [0, 0.5, Number.NaN]) expect(() => tQuantile(0.05, df)).toThrow(RangeError);
  });
});
