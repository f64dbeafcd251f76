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
  test('one tested interval above zero is enough, and is named', () => {
    expect(settled(result('main-path', -1, 1.9), result('all-work', 0.1, 5))).toEqual({
      kind: 'regression',
      level: 'regression',
      moved: ['all-work'],
      rounds: 10,
    });
  });

  test.each([
    ['regression', 0.1, 2],
    ['regression', 4, 5.9],
    ['blocking', 4, 6],
  ])('is %s between %s %% and %s %%', (level, low, high) => {
    expect(settled(result('main-path', low, high))?.level).toBe(level);
  });

  test('the level is that of the largest among the statistics that moved', () => {
    const small = result('main-path', 0.1, 0.5);
    expect(settled(small, result('all-work', 5, 9))).toMatchObject({
      level: 'blocking',
      moved: ['main-path', 'all-work'],
    });
    const moderate = result('main-path', 0.9, 1.1);
    expect(settled(moderate, result('all-work', -1, 15))).toMatchObject({
      level: 'regression',
      moved: ['main-path'],
    });
  });

  test('is none yet while the estimate is below half the margin', () => {
    expect(settled(result('main-path', 0.1, 1.8), result('all-work', -1, 2.1))).toBeUndefined();
  });

  test('outweighs an improvement of another statistic', () => {
    const verdict = settled(result('main-path', -6, -4), result('all-work', 1, 3));
    expect(verdict).toMatchObject({ kind: 'regression', moved: ['all-work'] });
  });
});

describe('improvement', () => {
  test('an interval below zero, the others below the margin', () => {
    const verdict = settled(result('main-path', -6, -4), result('all-work', -5, 1.9));
    expect(verdict).toEqual({
      kind: 'improvement',
      level: 'noteworthy',
      moved: ['main-path'],
      rounds: 10,
    });
  });

  test('is noteworthy from 5 %, large from 10 %, by the largest estimate that is proven', () => {
    const level = (...changes: number[]) =>
      settled(...changes.map((change) => result('main-path', change - 1, change + 1)))?.level;
    expect(level(-4.9)).toBeUndefined();
    expect(level(-5.1)).toBe('noteworthy');
    expect(level(-9.9)).toBe('noteworthy');
    expect(level(-10.1)).toBe('large');
    expect(level(-3, -10.1)).toBe('large');
  });

  test.each([
    ['may still be a regression', -1, 2.1],
    ['got slower, by however little', 0.1, 0.3],
  ])('waits while another statistic %s', (_, low, high) => {
    expect(settled(result('main-path', -6, -4), result('all-work', low, high))).toBeUndefined();
  });
});

describe('no change', () => {
  test('every tested interval inside the margin', () => {
    const verdict = settled(result('main-path', -1.9, 1.9), result('all-work', -0.1, 1.9));
    expect(verdict).toEqual({ kind: 'no-change', moved: [], rounds: 10 });
  });

  test('names what moved inside of it', () => {
    expect(settled(result('main-path', 0.1, 1.8), result('all-work', -1, 1))).toEqual({
      kind: 'no-change',
      moved: ['main-path'],
      rounds: 10,
    });
    expect(settled(result('main-path', -1, 1), result('all-work', -1.8, -0.1))).toMatchObject({
      kind: 'no-change',
      moved: ['all-work'],
    });
  });

  test('says its margin where that is not the usual one', () => {
    const wide = { ...defaultPolicy, margin: 0.05 };
    expect(settle([result('main-path', -4, 4)], 10, wide)).toMatchObject({ kind: 'no-change', within: 0.05 });
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
