import { describe, expect, test } from '@jest/globals';
import { decide } from './decide';
import { defaultPolicy } from './policy';
import { mulberry32 } from './testing/random';
import { simulatedStatistics, statistics } from './testing/simulated-statistics';

describe('decide', () => {
  const slower = simulatedStatistics({ mainPath: 0.05, allWork: 0.05 }, 40, mulberry32(1));

  test('speaks at looks only, but shows what it knows', () => {
    const early = decide(slower.slice(0, 7), defaultPolicy, 1);
    expect(early.verdict).toBeUndefined();
    expect(early.results.map(({ statistic }) => statistic)).toEqual(['main-path', 'all-work', 'waiting']);
    expect(decide(slower.slice(0, 8), defaultPolicy, 1).verdict).toMatchObject({
      kind: 'regression',
      rounds: 8,
    });
  });

  test('goes on at a look that leaves room for more than one answer', () => {
    const open = Array.from({ length: 6 }, (_, i) => statistics({ mainPath: i % 2 ? 0.03 : -0.01 }));
    expect(decide(open, defaultPolicy, 1).verdict).toBeUndefined();
  });

  test('is inconclusive at the last look, with what is lacking', () => {
    const open = Array.from({ length: 80 }, (_, i) => {
      const value = i % 2 ? 0.05 : -0.03;
      return statistics({ mainPath: value, allWork: value });
    });
    const { verdict } = decide(open, defaultPolicy, 1);
    expect(verdict).toMatchObject({ kind: 'inconclusive', moved: [], rounds: 80 });
    expect(verdict?.moreRounds).toBeGreaterThan(100);
  });

  test('gives up at the first look when nothing can be measured', () => {
    const blind = Array.from({ length: 6 }, () => statistics({ mainPath: undefined, allWork: undefined }));
    expect(decide(blind, defaultPolicy, 1).verdict).toEqual({ kind: 'inconclusive', moved: [], rounds: 6 });
  });

  test('says so at the last look when one statistic improved and another stayed open', () => {
    const mixed = Array.from({ length: 80 }, (_, i) => {
      return statistics({ mainPath: -0.05 + (i % 2) / 1000, allWork: i % 2 ? 0.06 : -0.04 });
    });
    expect(decide(mixed.slice(0, 63), defaultPolicy, 1).verdict).toBeUndefined();
    expect(decide(mixed, defaultPolicy, 1).verdict).toMatchObject({
      kind: 'improvement',
      moved: ['main-path'],
    });
  });
});
