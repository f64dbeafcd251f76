import { describe, expect, test } from '@jest/globals';
import { roundStatistics } from './round-statistics';
import { madeRound, slice } from './testing/made-round';

const times = (seconds: readonly number[]) => seconds.map((cpu) => slice(cpu));

describe('roundStatistics', () => {
  test('main path: the trimmed mean of the pairs, which a spoiled pair does not move', () => {
    const baseline = times([1, 1, 1, 1, 1]);
    const candidate = times([1.02, 1.01, 1.03, 90, 0.001]);
    const { mainPath } = roundStatistics(madeRound({ baseline, candidate }));
    expect(mainPath).toBeCloseTo(Math.log(1.02 * 1.01 * 1.03) / 3, 12);
  });

  test('all work: everything the processes burnt, whatever the slices say', () => {
    const slices = { baseline: times([1, 1]), candidate: times([1.1, 1.1]) };
    const { allWork } = roundStatistics(madeRound(slices, { processCpu: { baseline: 8, candidate: 10 } }));
    expect(allWork).toBeCloseTo(Math.log(1.25), 12);
  });

  test("children's CPU counts as the slice's own", () => {
    const baseline = [slice(0.001, { childrenCpu: 0.099 }), slice(0.001, { childrenCpu: 0.099 })];
    const candidate = [slice(0.001, { childrenCpu: 0.109 }), slice(0.001, { childrenCpu: 0.109 })];
    const { mainPath, cpuIteration } = roundStatistics(madeRound({ baseline, candidate }));
    expect(mainPath).toBeCloseTo(Math.log(1.1), 12);
    expect(cpuIteration).toEqual({ baseline: 0.1, candidate: 0.11 });
  });

  test('waiting: the median of the wall ratios, with the share of time that was computed', () => {
    const baseline = [4, 4, 5].map((wall) => slice(1, { wall }));
    const candidate = [5, 4.4, 5.25].map((wall) => slice(1.5, { wall }));
    const { waiting, cpuShare } = roundStatistics(madeRound({ baseline, candidate }));
    expect(waiting).toBeCloseTo(Math.log(1.1), 12);
    expect(cpuShare).toBeCloseTo((0.25 + 1.5 / 5.25) / 2, 12);
  });

  test('an iteration is the median slice over its loops', () => {
    const slices = { baseline: times([0.002, 0.004, 0.009]), candidate: times([0.003, 0.006, 0.001]) };
    const { iteration, cpuIteration } = roundStatistics(madeRound(slices, { loops: 2 }));
    expect(iteration).toEqual({ baseline: 0.002, candidate: 0.0015 });
    expect(cpuIteration).toEqual(iteration);
  });
});

describe('a clock that cannot tell', () => {
  test('pairs without CPU on a side are left out while half of the pairs remain', () => {
    const baseline = times([1, 0, 1, 1]);
    const candidate = times([1.1, 1, 0, 1.1]);
    expect(roundStatistics(madeRound({ baseline, candidate })).mainPath).toBeCloseTo(Math.log(1.1), 12);
  });

  test('with fewer, the statistic is undefined, and only that one', () => {
    const baseline = [0, 0, 0, 1].map((cpu) => slice(cpu, { wall: 2 }));
    const candidate = [1, 1, 1, 1.1].map((cpu) => slice(cpu, { wall: 2.2 }));
    const statistics = roundStatistics(madeRound({ baseline, candidate }));
    expect(statistics.mainPath).toBeUndefined();
    expect(statistics.waiting).toBeCloseTo(Math.log(1.1), 12);
  });

  test('readings that mostly tie are no proof of equality', () => {
    // A clock of 10 ms on work of some 20 ms: the 5 % between the sides shows in one pair of three.
    const baseline = times([0.02, 0.02, 0.02, 0.02, 0.02, 0.02]);
    const candidate = times([0.02, 0.02, 0.03, 0.02, 0.02, 0.03]);
    expect(roundStatistics(madeRound({ baseline, candidate })).mainPath).toBeUndefined();
  });

  test('a process that burnt nothing between its slices leaves all work undefined', () => {
    const slices = { baseline: times([1]), candidate: times([1.1]) };
    const one = roundStatistics(madeRound(slices, { processCpu: { baseline: 0, candidate: 0 } }));
    expect(one.allWork).toBeUndefined();
    expect(one.mainPath).toBeCloseTo(Math.log(1.1), 12);
  });

  test('a slice without wall time has not waited', () => {
    const slices = { baseline: times([0, 0]), candidate: times([0, 0]) };
    expect(roundStatistics(madeRound(slices)).cpuShare).toBe(1);
  });
});

describe('a co-run', () => {
  const slices = {
    baseline: [1, 3].map((cpu) => slice(cpu, { wall: 2 * cpu })),
    candidate: [1.2, 3.6].map((cpu) => slice(cpu, { wall: 2 * cpu })),
  };
  const statistics = roundStatistics(
    madeRound(slices, { method: 'co-run', processCpu: { baseline: 3, candidate: 9 } }),
  );

  test('has no wall time of its own: each side waits for the other', () => {
    expect(statistics).toMatchObject({ waiting: undefined, cpuShare: 1 });
    expect(statistics.iteration).toEqual(statistics.cpuIteration);
  });

  test('counts every slice into all work', () => {
    expect(statistics.allWork).toBeCloseTo(Math.log(4.8 / 4), 12);
  });
});
