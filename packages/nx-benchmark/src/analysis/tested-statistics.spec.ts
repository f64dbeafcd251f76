import { expect, test } from '@jest/globals';
import { testedStatistics } from './tested-statistics';
import { statistics } from './testing/simulated-statistics';

test('work that computes is judged by its CPU', () => {
  const rounds = [0.2, 0.9, 1].map((cpuShare) => statistics({ cpuShare }));
  expect(testedStatistics(rounds)).toEqual(['main-path', 'all-work']);
});

test('work that waits is judged by the wall clock and by its CPU', () => {
  const rounds = [0.2, 0.89, 1].map((cpuShare) => statistics({ cpuShare }));
  expect(testedStatistics(rounds)).toEqual(['main-path', 'waiting']);
});

test('what one round could not measure is not tested', () => {
  const rounds = [statistics(), statistics({ mainPath: undefined })];
  expect(testedStatistics(rounds)).toEqual(['all-work']);
});
