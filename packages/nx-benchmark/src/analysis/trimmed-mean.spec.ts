import { expect, test } from '@jest/globals';
import { trimmedMean } from './trimmed-mean';

test('agrees with scipy.stats.trim_mean', () => {
  expect(trimmedMean([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])).toBeCloseTo(4.125, 12);
});

test('a spoiled pair does not move it', () => {
  expect(trimmedMean([-1, 0, 0.02, 0.01, 1000])).toBeCloseTo(0.01, 12);
});

test('drops nothing from fewer than five values, and nothing at all when told so', () => {
  expect(trimmedMean([7])).toBe(7);
  expect(trimmedMean([1, 2, 3, 10])).toBe(4);
  expect(trimmedMean([0, 0, 0, 0, 100], 0)).toBe(20);
});

test('leaves its values as they were', () => {
  const values = [3, 1, 2];
  trimmedMean(values);
  expect(values).toEqual([3, 1, 2]);
});
