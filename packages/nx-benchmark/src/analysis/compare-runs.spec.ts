import { describe, expect, test } from '@jest/globals';
import { compareRuns, type RunComparison } from './compare-runs';
import { defaultPolicy } from './policy';
import { mulberry32 } from './testing/random';
import { simulatedRun } from './testing/simulated-run';
import { heavyTails, simulatedStatistics, statistics, type Truth } from './testing/simulated-statistics';

test('has Welch’s interval, at the error of one look shared by the tested statistics', () => {
  const rounds = (values: readonly number[]) => values.map((mainPath) => statistics({ mainPath }));
  const reference = rounds([0.011, -0.004, 0.02, 0.007, 0.013, 0.002]);
  const current = rounds([0.035, 0.022, 0.048, 0.03, 0.033, 0.039, 0.026, 0.044]);
  // expm1 of ttest_ind(current, reference, equal_var=False).confidence_interval(1 - 0.01 / 12 / 2); SciPy 1.17.1.
  const { results, verdict } = compareRuns(reference, current, defaultPolicy, 1);
  expect(results[0]!.change).toBeCloseTo(0.026811462559400423, 12);
  expect(results[0]!.low).toBeCloseTo(0.0034155361805484827, 11);
  expect(results[0]!.high).toBeCloseTo(0.05075289511329863, 11);
  expect(verdict).toEqual({ kind: 'regression', level: 'regression', moved: ['main-path'], rounds: 14 });
});

/** Two runs that each stopped when the rule said so, `times` times; the share of comparisons that `happened`. */
function share(
  [reference, current]: readonly [Truth, Truth],
  times: number,
  happened: (comparison: RunComparison) => boolean,
): number {
  const random = mulberry32(21);
  let count = 0;
  for (let time = 0; time < times; time++) {
    const [then, now] = [simulatedRun(reference, random).rounds, simulatedRun(current, random).rounds];
    if (happened(compareRuns(then, now, defaultPolicy, 1))) count++;
  }
  return count / times;
}

const truth = (mainPath: number, allWork = mainPath, more: Partial<Truth> = {}): Truth => {
  return { mainPath, allWork, ...more };
};
const moved = ({ verdict: { kind } }: RunComparison) => kind === 'regression' || kind === 'improvement';

describe('two runs of one change', () => {
  test.each([0, 0.01, -0.03])('of %d differ by verdict in at most one of a hundred', (change) => {
    const same = truth(change);
    expect(share([same, same], 500, moved)).toBeLessThanOrEqual(0.01);
  });

  test('nor more often when rounds have heavy tails, or one run is noisier than the other', () => {
    const wild = truth(0.01, 0.01, { wildness: heavyTails });
    const noisy = truth(0.01, 0.01, { wildness: () => 3 });
    expect(share([wild, wild], 300, moved)).toBeLessThanOrEqual(0.01);
    expect(share([truth(0.01), noisy], 300, moved)).toBeLessThanOrEqual(0.01);
  });
});

test('all tested intervals hold the true quotient together in 99 of 100 comparisons', () => {
  const [then, now] = [truth(0.01, 0.03), truth(0.04, 0.02)];
  const quotient = { 'main-path': 1.04 / 1.01 - 1, 'all-work': 1.02 / 1.03 - 1, waiting: 0, sequential: 0 };
  const holds = ({ results }: RunComparison) =>
    results
      .filter(({ tested }) => tested)
      .every(({ statistic, low, high }) => low <= quotient[statistic] && quotient[statistic] <= high);
  expect(share([then, now], 1000, holds)).toBeGreaterThanOrEqual(0.99);
});

test('a change that costs 5 % more than it did is found', () => {
  const slower = ({ verdict }: RunComparison) => verdict.kind === 'regression';
  expect(share([truth(0), truth(0.05)], 200, slower)).toBeGreaterThan(0.99);
  expect(share([truth(-0.05), truth(0)], 200, slower)).toBeGreaterThan(0.99);
  expect(share([truth(0), truth(0, 0.05)], 200, slower)).toBeGreaterThan(0.95);
});

test('the more rounds two runs have, the smaller a difference they rule out', () => {
  const random = mulberry32(3);
  const run = () => simulatedStatistics(truth(0.03), 40, random);
  expect(compareRuns(run(), run(), defaultPolicy, 1).verdict).toEqual({
    kind: 'no-change',
    moved: [],
    rounds: 80,
  });
});

describe('what is not known', () => {
  const rounds = simulatedStatistics(truth(0.1), 6, mulberry32(1));

  test('nothing is said of a run that came to no look', () => {
    const verdict = { kind: 'inconclusive', moved: [], rounds: 11 } as const;
    expect(compareRuns(rounds, rounds.slice(0, 5), defaultPolicy, 1)).toEqual({ results: [], verdict });
    expect(compareRuns(rounds.slice(0, 5), rounds, defaultPolicy, 1)).toEqual({ results: [], verdict });
  });

  test('a statistic that one run could not measure is not tested, nor one that only one run tests', () => {
    const blind = rounds.map((round) => ({ ...round, allWork: undefined }));
    const waits = rounds.map((round) => ({ ...round, cpuShare: 0.1 }));
    const tested = (now: typeof rounds) =>
      compareRuns(rounds, now, defaultPolicy, 1).results.map(({ statistic, tested }) => [statistic, tested]);
    expect(tested(blind)).toEqual([
      ['main-path', true],
      ['waiting', false],
    ]);
    expect(tested(waits)).toEqual([
      ['main-path', true],
      ['all-work', false],
      ['waiting', false],
    ]);
  });

  test('no difference is proven where nothing is tested', () => {
    const none = rounds.map(() => statistics({ mainPath: undefined, allWork: undefined }));
    expect(compareRuns(none, none, defaultPolicy, 1).verdict.kind).toBe('inconclusive');
  });
});
