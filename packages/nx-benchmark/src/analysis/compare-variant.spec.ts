import { describe, expect, test } from '@jest/globals';
import { compareVariant } from './compare-variant';
import { defaultPolicy } from './policy';
import { statistics } from './testing/simulated-statistics';

const MAIN_PATH = [0.011, -0.004, 0.02, 0.007, 0.013, 0.002];
const ALL_WORK = [0.018, -0.011, 0.027, 0.004, 0.022, 0.009];
const rounds = MAIN_PATH.map((mainPath, i) =>
  statistics({ mainPath, allWork: ALL_WORK[i], waiting: mainPath }),
);

describe('compareVariant', () => {
  // Intervals: expm1 of scipy.stats.t.interval(1 - alpha, 5, mean, sd/√6), SciPy 1.17.1.
  test('gives each of two tested statistics half of what a look may spend', () => {
    const [mainPath, allWork] = compareVariant(rounds, defaultPolicy, 1);
    expect(mainPath?.change).toBeCloseTo(0.008200104853080944, 12);
    expect(mainPath?.low).toBeCloseTo(-0.020299659313477377, 12);
    expect(mainPath?.high).toBeCloseTo(0.03752893534106018, 12);
    expect(mainPath?.deviation).toBeCloseTo(0.008471520918150805, 14);
    expect(allWork?.low).toBeCloseTo(-0.03481847596502563, 12);
    expect(allWork?.high).toBeCloseTo(0.060180405515238206, 12);
  });

  test('a variant of many has less to spend', () => {
    const [mainPath] = compareVariant(rounds, defaultPolicy, 60);
    expect(mainPath?.low).toBeCloseTo(-0.03909518181439569, 12);
  });

  test('a statistic tested alone has it all', () => {
    const alone = rounds.map((round) => ({ ...round, allWork: undefined }));
    const results = compareVariant(alone, defaultPolicy, 1);
    expect(results.map(({ statistic, tested }) => [statistic, tested])).toEqual([
      ['main-path', true],
      ['waiting', false],
    ]);
    expect(results[0]?.low).toBeCloseTo(-0.01641281360177653, 12);
  });

  test('shows what it does not test', () => {
    const waits = rounds.map((round) => ({ ...round, cpuShare: 0.1 }));
    expect(
      compareVariant(waits, defaultPolicy, 1).map(({ statistic, tested }) => [statistic, tested]),
    ).toEqual([
      ['main-path', true],
      ['all-work', false],
      ['waiting', true],
    ]);
  });

  test('has nothing to say before the second round', () => {
    expect(compareVariant([], defaultPolicy, 1)).toEqual([]);
    expect(compareVariant(rounds.slice(0, 1), defaultPolicy, 1)).toEqual([]);
    expect(compareVariant(rounds.slice(0, 2), defaultPolicy, 1)).toHaveLength(3);
  });
});
