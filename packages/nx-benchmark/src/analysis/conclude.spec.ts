import { expect, test } from '@jest/globals';
import type { StatisticName, StatisticResult } from '../domain/verdict';
import { conclude } from './conclude';
import { defaultPolicy } from './policy';

function result(statistic: StatisticName, low: number, high: number, tested = true): StatisticResult {
  return { statistic, tested, change: (low + high) / 2, low, high, deviation: 0.01 };
}

const concluded = (...results: StatisticResult[]) => conclude(results, 40, defaultPolicy, 1);

test('what is proven stays proven', () => {
  expect(concluded(result('main-path', 0.01, 0.03))).toMatchObject({ kind: 'regression' });
  expect(concluded(result('main-path', -0.01, 0.01))).toMatchObject({ kind: 'no-change' });
});

test('what is small and not proven to be inside the margin is told as minor', () => {
  expect(concluded(result('main-path', 0.001, 0.017), result('all-work', -0.01, 0.03))).toEqual({
    kind: 'regression',
    level: 'minor',
    moved: ['main-path'],
    rounds: 40,
  });
});

test('an improvement is told though another statistic is open', () => {
  const verdict = concluded(result('main-path', -0.05, -0.03), result('all-work', -0.03, 0.04));
  expect(verdict).toEqual({ kind: 'improvement', moved: ['main-path'], rounds: 40 });
});

test('an improvement of a statistic that is merely shown is none', () => {
  const shown = result('waiting', -0.05, -0.03, false);
  expect(concluded(result('main-path', -0.03, 0.04), shown)).toMatchObject({
    kind: 'inconclusive',
    moved: [],
  });
});

test('too wide an interval is inconclusive, with the rounds that are lacking', () => {
  expect(concluded(result('main-path', -0.03, 0.04)).moreRounds).toBeGreaterThanOrEqual(1);
});
