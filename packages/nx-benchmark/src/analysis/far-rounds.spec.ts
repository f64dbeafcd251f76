import { describe, expect, test } from '@jest/globals';
import { farRounds } from './far-rounds';
import { gaussian, mulberry32 } from './testing/random';
import { statistics } from './testing/simulated-statistics';

/** 80 rounds of 1 %, the first of them shifted by what `far` says. */
function rounds(far: readonly number[], seed = 1) {
  const random = mulberry32(seed);
  return Array.from({ length: 80 }, (_, round) =>
    statistics({ mainPath: (far[round] ?? 0) + 0.01 * gaussian(random) }),
  );
}

const times = (count: number, shift: number) => Array<number>(count).fill(shift);

describe('farRounds', () => {
  test('are told where they lie to one side', () => {
    expect(farRounds(rounds(times(8, 0.3)))).toEqual({ slower: 8, faster: 0 });
    expect(farRounds(rounds([...times(1, 0.2), ...times(8, -0.2)]))).toEqual({ slower: 1, faster: 8 });
  });

  test('are what two equal sides have where they lie to both, or are a few', () => {
    // Two-sided: 6 of 6 has 2/64, 5 of 5 2/32, 7 of 10 2 · (120 + 45 + 10 + 1)/1024.
    expect(farRounds(rounds(times(6, 0.3)))).toEqual({ slower: 6, faster: 0 });
    expect(farRounds(rounds(times(5, 0.3)))).toBeUndefined();
    expect(farRounds(rounds([...times(7, 0.3), ...times(3, -0.3)]))).toBeUndefined();
  });

  test('are hardly ever seen in rounds that are merely wild', () => {
    const random = mulberry32(4);
    const wild = () =>
      Array.from({ length: 80 }, () =>
        statistics({ mainPath: 0.01 * (random() < 0.05 ? 12 : 1) * gaussian(random) }),
      );
    const seen = Array.from({ length: 400 }, wild).filter((one) => farRounds(one) !== undefined).length;
    // One in twenty of those with six far rounds or more, which few of them have.
    expect(seen).toBeLessThan(8);
  });

  test('are none of rounds without a main path, and of none', () => {
    expect(farRounds([])).toBeUndefined();
    expect(farRounds(rounds([]).map((round) => ({ ...round, mainPath: undefined })))).toBeUndefined();
  });
});
