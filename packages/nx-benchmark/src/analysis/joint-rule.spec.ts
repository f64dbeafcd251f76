import { describe, expect, test } from '@jest/globals';
import type { StatisticResult, Verdict } from '../domain/verdict';
import { mulberry32 } from './testing/random';
import { simulatedRun } from './testing/simulated-run';
import { heavyTails, type Truth } from './testing/simulated-statistics';

/** Runs the rule from look to look, `runs` times; the share of runs that `happened`. */
function share(
  truth: Truth,
  runs: number,
  happened: (verdict: Verdict, results: readonly StatisticResult[]) => boolean,
): number {
  const random = mulberry32(20);
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const { verdict, results } = simulatedRun(truth, random);
    if (happened(verdict, results)) count++;
  }
  return count / runs;
}

const moved = ({ kind }: Verdict) => kind === 'regression' || kind === 'improvement';
const regressed = ({ kind }: Verdict) => kind === 'regression';

describe('identical sides', () => {
  const same = { mainPath: 0, allWork: 0 };

  test('differ by verdict in at most one run of a hundred, and are proven the same in 19 of 20', () => {
    expect(share(same, 2000, moved)).toBeLessThanOrEqual(0.01);
    expect(share(same, 1000, ({ kind }) => kind === 'no-change')).toBeGreaterThan(0.95);
  });

  test('nor more often when rounds have heavy tails', () => {
    expect(share({ ...same, wildness: heavyTails }, 2000, moved)).toBeLessThanOrEqual(0.01);
  });
});

describe('a slowdown of 2 %', () => {
  test('is found wherever it sits', () => {
    expect(share({ mainPath: 0.02, allWork: 0.02 }, 1000, regressed)).toBeGreaterThan(0.99);
    expect(share({ mainPath: 0.02, allWork: 0 }, 500, regressed)).toBeGreaterThan(0.99);
    expect(share({ mainPath: 0, allWork: 0.02 }, 500, regressed)).toBeGreaterThan(0.99);
  });

  test('in all work is not hidden by a faster main path', () => {
    expect(share({ mainPath: -0.05, allWork: 0.02 }, 500, regressed)).toBeGreaterThan(0.99);
  });

  test('is called no change in at most one run of a hundred', () => {
    const truth = { mainPath: 0, allWork: 0.02, wildness: heavyTails };
    expect(share(truth, 1000, ({ kind }) => kind === 'no-change')).toBeLessThanOrEqual(0.01);
  });
});

test('all tested intervals hold the truth together in 99 of 100 runs, at whatever look they end', () => {
  const truth = { mainPath: 0.01, allWork: 0.03 };
  const holds = (results: readonly StatisticResult[]) =>
    results
      .filter(({ tested }) => tested)
      .every(({ statistic, low, high }) => {
        const change = statistic === 'main-path' ? truth.mainPath : truth.allWork;
        return low <= change && change <= high;
      });
  expect(share(truth, 2000, (_, results) => holds(results))).toBeGreaterThanOrEqual(0.99);
});
