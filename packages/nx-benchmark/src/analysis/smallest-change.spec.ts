import { describe, expect, it } from '@jest/globals';
import { compareVariant } from './compare-variant';
import { makePolicy } from './make-policy';
import { settle } from './settle';
import { smallestChange } from './smallest-change';
import { mulberry32 } from './testing/random';
import { simulatedStatistics } from './testing/simulated-statistics';

/** The deviations that `simulatedStatistics` draws with. */
const RESULTS = [0.01, 0.015].map((deviation) => ({ tested: true, deviation }));

/** Share of simulated looks that call a slowdown of `change` in all work, the wilder statistic, a regression. */
function power(change: number, rounds: number, policy: ReturnType<typeof makePolicy>): number {
  const random = mulberry32(rounds);
  const runs = 4000;
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const seen = simulatedStatistics({ mainPath: 0, allWork: change }, rounds, random);
    const verdict = settle(compareVariant(seen, policy, 1), rounds, policy);
    if (verdict?.kind === 'regression') found++;
  }
  return found / runs;
}

describe('smallestChange', () => {
  it.each([
    [2, 6],
    [2, 10],
    [2, 40],
    [5, 6],
    [5, 10],
  ])('is found nine times in ten or more, and hardly oftener: margin %d %%, %d rounds', (margin, rounds) => {
    const policy = makePolicy({ margin, maxRounds: rounds });
    const share = power(smallestChange(RESULTS, rounds, policy, 1)!, rounds, policy);
    // 95 % where one of the two conditions is the harder; a share is known to 0.7 % by so many runs.
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.975);
  });

  it('is unknown where nothing is tested', () => {
    const shown = RESULTS.map((result) => ({ ...result, tested: false }));
    expect(smallestChange(shown, 10, makePolicy({}), 1)).toBeUndefined();
  });
});
