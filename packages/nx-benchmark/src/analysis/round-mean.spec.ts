import { describe, expect, test } from '@jest/globals';
import { logInterval } from './log-interval';
import { droppedRounds, roundMean } from './round-mean';
import type { RoundStatistics } from './round-statistics';
import { gaussian, mulberry32 } from './testing/random';
import { simulatedStatistics, statistics } from './testing/simulated-statistics';

/** 28 rounds, in two of which one side's process was unlike all others. */
const WILD = [
  0.0014, 0.0091, 0.0017, 0.0008, -0.0053, 0.31, 0.0151, 0.0082, 0.0144, 0.0065, 0.0079, 0.0059, -0.0127,
  0.0126, 0.0091, 0.009, -0.0129, -0.24, -0.0049, -0.0007, 0.0071, 0.0035, 0.0092, -0.0024, 0.0071, 0.0079,
  -0.0026, 0.0212,
];

const ofMainPath = (values: readonly number[]) => values.map((mainPath) => statistics({ mainPath }));
const plain = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the main path', () => {
  test('has the trimmed mean and its standard error', () => {
    // scipy.stats.trim_mean(values, 0.1) and mstats.trimmed_stde(values, limits=(2 / 28, 2 / 28)); SciPy 1.17.1.
    const { mean, standardError, deviation, degreesOfFreedom } = roundMean(ofMainPath(WILD), 'main-path')!;
    expect(mean).toBeCloseTo(0.0044958333333333335, 14);
    expect(standardError).toBeCloseTo(0.0018321522219519016, 14);
    expect(deviation).toBeCloseTo(0.0018321522219519016 * Math.sqrt(28), 14);
    expect(degreesOfFreedom).toBe(28 - 3 * 2 - 1);
  });

  test('has the plain mean of fewer than 26 rounds', () => {
    const few = WILD.slice(0, 25);
    const { mean, degreesOfFreedom, pseudoValues } = roundMean(ofMainPath(few), 'main-path')!;
    expect(mean).toBeCloseTo(plain(few), 14);
    expect(degreesOfFreedom).toBe(24);
    expect(pseudoValues).toEqual(few);
  });

  test.each([26, 40, 80])('misses the truth of %d normal rounds as often as it was told to', (count) => {
    const random = mulberry32(count);
    const runs = 10_000;
    let missed = 0;
    for (let run = 0; run < runs; run++) {
      const rounds = ofMainPath(Array.from({ length: count }, () => 0.02 + 0.01 * gaussian(random)));
      const { low, high } = logInterval(roundMean(rounds, 'main-path')!, 0.02);
      if (Math.log1p(low) > 0.02 || Math.log1p(high) < 0.02) missed++;
    }
    // 200 expected, four standard deviations are 56.
    expect(Math.abs(missed - 200)).toBeLessThan(56);
  });
});

describe('all work', () => {
  const allWork = (rounds: readonly RoundStatistics[]) => roundMean(rounds, 'all-work')!;

  test('is not moved by processes that are slow in everything', () => {
    const slow = (values: readonly number[]) =>
      values.map((value) => statistics({ mainPath: value, allWork: value }));
    expect(allWork(slow(WILD)).mean).toBeCloseTo(0.0044958333333333335, 14);
    expect(allWork(slow(WILD)).standardError).toBeCloseTo(0.0018321522219519016, 14);
  });

  test('keeps what happens beside the main path, however rarely', () => {
    const rare = Array.from({ length: 40 }, (_, round) => statistics({ allWork: round === 7 ? 0.8 : 0 }));
    expect(allWork(rare).mean).toBeCloseTo(0.02, 14);
  });

  test('of fewer than 26 rounds is their mean', () => {
    const rounds = WILD.slice(0, 25).map((value) => statistics({ mainPath: 3 * value, allWork: value }));
    expect(allWork(rounds).mean).toBeCloseTo(plain(WILD.slice(0, 25)), 14);
  });

  test('of rounds whose main path could not be measured is their mean', () => {
    const rounds = WILD.map((value) => statistics({ mainPath: undefined, allWork: value }));
    expect(allWork(rounds).mean).toBeCloseTo(plain(WILD), 14);
  });

  test.each(['main-path', 'all-work'] as const)(
    'its estimates scatter as their standard error says: %s',
    (statistic) => {
      const random = mulberry32(11);
      const wildness = (draw: () => number) => (draw() < 0.05 ? 8 : 1);
      const runs = Array.from(
        { length: 4000 },
        () => roundMean(simulatedStatistics({ mainPath: 0, allWork: 0, wildness }, 50, random), statistic)!,
      );
      const square = plain(runs.map(({ mean }) => mean ** 2));
      const claimed = plain(runs.map(({ standardError }) => standardError ** 2));
      // A variance is known to 2.2 % by so many runs; Tukey's and McLaughlin's errs a little to the safe side.
      expect(square / claimed).toBeGreaterThan(0.85);
      expect(square / claimed).toBeLessThan(1.07);
    },
  );
});

test('the rounds that hardly count are the two highest and the two lowest of 28, of the main path', () => {
  const rounds = WILD.map((mainPath, round) => statistics({ mainPath, allWork: round }));
  const ends = new Set([5, 27, 16, 17]);
  expect(droppedRounds(rounds, 'main-path')).toEqual(ends);
  expect(droppedRounds(rounds, 'all-work')).toEqual(ends);
  expect(droppedRounds(rounds.slice(0, 25), 'main-path')).toEqual(new Set());
});

test('a round that lacks the statistic leaves nothing to say', () => {
  const rounds = [...ofMainPath(WILD), statistics({ mainPath: undefined, allWork: 0 })];
  expect(roundMean(rounds, 'main-path')).toBeUndefined();
  expect(roundMean(rounds, 'all-work')).toBeDefined();
});
