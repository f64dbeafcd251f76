import { describe, expect, test } from '@jest/globals';
import type { StatisticName, StatisticResult } from '../domain/verdict';
import { defaultPolicy } from './policy';
import { settle } from './settle';

/** A result whose interval is `low` to `high`, in per cent, the estimate in its middle. */
function result(statistic: StatisticName, low: number, high: number, tested = true): StatisticResult {
  const change = (low + high) / 200;
  return { statistic, tested, change, low: low / 100, high: high / 100, deviation: 0.01 };
}

const settled = (...results: StatisticResult[]) => settle(results, 10, defaultPolicy);

describe('regression', () => {
  test('any tested interval above zero is enough, and is named', () => {
    expect(settled(result('main-path', -1, 1.9), result('all-work', 0.1, 5))).toEqual({
      kind: 'regression',
      level: 'regression',
      moved: ['all-work'],
      rounds: 10,
    });
  });

  test.each([
    ['minor', 0.1, 1.8],
    ['regression', 0.1, 2],
    ['regression', 4, 5.9],
    ['blocking', 4, 6],
  ])('is %s between %s %% and %s %%', (level, low, high) => {
    expect(settled(result('main-path', low, high))?.level).toBe(level);
  });

  test('the level is that of the largest among the statistics that moved', () => {
    const minor = result('main-path', 0.1, 0.5);
    expect(settled(minor, result('all-work', 5, 9))).toMatchObject({ level: 'blocking' });
    expect(settled(minor, result('all-work', -1, 15))).toMatchObject({
      level: 'minor',
      moved: ['main-path'],
    });
  });

  test('outweighs an improvement of another statistic', () => {
    const verdict = settled(result('main-path', -6, -4), result('all-work', 1, 3));
    expect(verdict).toMatchObject({ kind: 'regression', moved: ['all-work'] });
  });
});

describe('improvement', () => {
  test('an interval below zero, the others below the margin', () => {
    const verdict = settled(result('main-path', -6, -4), result('all-work', -5, 1.9));
    expect(verdict).toEqual({ kind: 'improvement', moved: ['main-path'], rounds: 10 });
  });

  test('waits while another statistic may still be a regression', () => {
    expect(settled(result('main-path', -6, -4), result('all-work', -1, 2.1))).toBeUndefined();
  });
});

describe('no change', () => {
  test('every tested interval inside the margin', () => {
    const verdict = settled(result('main-path', -1.9, 1.9), result('all-work', -0.1, 1.9));
    expect(verdict).toEqual({ kind: 'no-change', moved: [], rounds: 10 });
  });

  test.each([
    [-2.1, 1.9],
    [-1.9, 2.1],
  ])('not if one may lie outside: %s to %s', (low, high) => {
    expect(settled(result('main-path', -1, 1), result('all-work', low, high))).toBeUndefined();
  });

  test('is not claimed for want of anything to test', () => {
    expect(settled()).toBeUndefined();
    expect(settled(result('waiting', -1, 1, false))).toBeUndefined();
  });
});

test('a statistic that is merely shown decides nothing', () => {
  const shown = result('waiting', 10, 20, false);
  expect(settled(result('main-path', -1, 1), shown)).toMatchObject({ kind: 'no-change' });
});
