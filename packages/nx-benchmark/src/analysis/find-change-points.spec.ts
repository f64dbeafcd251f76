import { describe, expect, test } from '@jest/globals';
import { findChangePoints } from './find-change-points';
import type { Measured } from './measured';
import { BEFORE_THE_FALL, NILE } from './testing/nile';
import { mulberry32 } from './testing/random';
import { levels, type Scatter, simulatedSeries } from './testing/simulated-series';

const ALPHA = 0.01;

/** Standard deviation of a run, and where it comes from: the rounds, both, or what no round of the run shows. */
const SCATTERS: Readonly<Record<string, Scatter>> = {
  'the rounds explain all': { round: 0.01, run: 0 },
  'as much again from run to run': { round: 0.01, run: 0.003 },
  'nearly all from run to run': { round: 0.002, run: 0.005 },
  'every tenth run three times as wild': {
    round: 0.01,
    run: 0.003,
    wildness: (random) => (random() < 0.1 ? 3 : 1),
  },
};

/** The changes found in `count` simulated series of one truth. */
function foundIn(truth: readonly number[], scatter: Scatter, count: number, alpha = ALPHA) {
  const random = mulberry32(7);
  return Array.from({ length: count }, () =>
    findChangePoints(simulatedSeries(truth, scatter, random), alpha),
  );
}

const share = <T>(all: readonly T[], holds: (one: T) => boolean) => all.filter(holds).length / all.length;

/** Values that are as good as certain: all their scatter is between them. */
const certain = (values: readonly number[]): Measured[] =>
  values.map((value) => ({ value, variance: 1e-12 }));

describe('a series that is known', () => {
  test('the Nile fell after 1898, and did not change again', () => {
    expect(findChangePoints(certain(NILE), ALPHA)).toEqual([BEFORE_THE_FALL]);
  });

  test('nor does its scale matter', () => {
    expect(findChangePoints(certain(NILE.map((flow) => flow / 1e5)), ALPHA)).toEqual([BEFORE_THE_FALL]);
  });

  test('read backwards it rises at the same place', () => {
    expect(findChangePoints(certain(NILE.toReversed()), ALPHA)).toEqual([NILE.length - BEFORE_THE_FALL]);
  });
});

describe('a series without a change', () => {
  const flat = (length: number) => levels([0.01, length]);

  test.each(Object.entries(SCATTERS))('is marked no oftener than it may be: %s', (_, scatter) => {
    for (const length of [6, 12, 24]) {
      const marked = foundIn(flat(length), scatter, 250, 0.05).filter((found) => found.length > 0);
      // 12.5 at most expected, four standard deviations are 14.
      expect(marked.length).toBeLessThanOrEqual(26);
    }
  });

  test('of fewer than six runs is never marked', () => {
    expect(findChangePoints(certain([0, 0, 0, 1, 1]), ALPHA)).toEqual([]);
    expect(findChangePoints([], ALPHA)).toEqual([]);
  });

  test('in which one run stands out, however far, has no new level', () => {
    const alone = [...levels([0, 10]), 1, ...levels([0, 10])];
    const found = foundIn(alone, SCATTERS['as much again from run to run']!, 100);
    expect(share(found, (changes) => changes.length === 0)).toBe(1);
  });
});

describe('a step', () => {
  // A run deviates by 0.4 % in all: 0.3 % from its rounds, of which there are 13 or so, and as much again.
  const scatter = SCATTERS['as much again from run to run']!;
  const deviation = 0.0042;

  test('of five standard deviations of a run is found where it is', () => {
    const found = foundIn(levels([0, 12], [5 * deviation, 12]), scatter, 200);
    expect(share(found, (changes) => changes.length === 1)).toBeGreaterThan(0.97);
    expect(share(found, ([at]) => at === 12)).toBeGreaterThan(0.9);
    expect(share(found, ([at = 0]) => Math.abs(at - 12) <= 1)).toBeGreaterThan(0.98);
  });

  test('of three is found with twelve runs on either side, and within two runs of its place', () => {
    const found = foundIn(levels([0, 12], [-3 * deviation, 12]), scatter, 200);
    expect(share(found, (changes) => changes.length > 0)).toBeGreaterThan(0.95);
    expect(share(found, ([at = 0]) => Math.abs(at - 12) <= 2)).toBeGreaterThan(0.95);
  });

  test('shows after two runs, if it is large', () => {
    const found = foundIn(levels([0, 20], [8 * deviation, 2]), scatter, 200);
    expect(share(found, ([at]) => at === 20)).toBeGreaterThan(0.9);
  });

  test('that is taken back is two changes', () => {
    const found = foundIn(levels([0, 12], [6 * deviation, 5], [0, 12]), scatter, 200);
    expect(share(found, ([up, down]) => up === 12 && down === 17)).toBeGreaterThan(0.9);
  });

  test('after step is found each for itself', () => {
    const stairs = levels([0, 15], [0.03, 15], [0.06, 15], [0.02, 15]);
    const found = foundIn(stairs, scatter, 100);
    expect(share(found, (changes) => String(changes) === '15,30,45')).toBeGreaterThan(0.9);
  });
});

test('a noisy run among precise ones is no change, and precise ones among noisy are believed', () => {
  const measured = (value: number, deviation: number) => ({ value, variance: deviation ** 2 });
  const quiet = levels([0, 10]).map((value, at) => measured(value + (at % 2) * 1e-4, 1e-3));
  expect(findChangePoints([...quiet, measured(0.03, 0.02), measured(0.02, 0.02)], ALPHA)).toEqual([]);
  expect(findChangePoints([...quiet, measured(0.03, 1e-3), measured(0.03, 1e-3)], ALPHA)).toEqual([10]);
});

test('two thousand runs take no more than their share of windows', () => {
  const [found] = foundIn(levels([0, 1500], [0.02, 500]), SCATTERS['the rounds explain all']!, 1);
  expect(found).toEqual([1500]);
});
