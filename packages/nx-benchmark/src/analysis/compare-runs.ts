import type { Policy, StatisticResult, Verdict } from '../domain/verdict';
import { proven } from './conclude';
import { logDifference } from './log-difference';
import { logInterval } from './log-interval';
import { alphaOfVariant, looksOf } from './policy';
import { roundMean } from './round-mean';
import type { RoundStatistics } from './round-statistics';
import { STATISTICS } from './statistic-values';
import { testedStatistics } from './tested-statistics';

/** How much the change of one run differs from that of another. */
export interface RunComparison {
  /** Of each statistic that all rounds of both runs have; the deviation is that of a round of one less a round of the other. */
  readonly results: readonly StatisticResult[];
  /** In the words of a run; inconclusive without a number of rounds, since neither run alone would settle it. */
  readonly verdict: Verdict;
}

/**
 * Compares two runs of one variant by the quotient of their ratios, candidate over baseline: where both have the same
 * baseline, that is candidate over candidate. Rounds of different runs have nothing in common, so the variances of the two
 * means add.
 *
 * A statistic is tested where both runs test it. What the variant may err by is shared by the statistics and, since the
 * rounds each run took depend on what they showed, by the looks at which it may have stopped.
 *
 * @param reference rounds of the run that the other is compared with, as far as its verdict rests on them
 * @param current the same of the other
 * @param variantCount variants of the scenario that are compared
 */
export function compareRuns(
  reference: readonly RoundStatistics[],
  current: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
): RunComparison {
  const rounds = reference.length + current.length;
  const enough = Math.min(reference.length, current.length) >= policy.looks[0]!;
  if (!enough) return { results: [], verdict: { kind: 'inconclusive', moved: [], rounds } };
  const testedNow = testedStatistics(current);
  const tested = testedStatistics(reference).filter((statistic) => testedNow.includes(statistic));
  const alpha = alphaOfVariant(policy, variantCount) / looksOf(policy).length / Math.max(1, tested.length);
  const results = STATISTICS.flatMap((statistic): StatisticResult[] => {
    const [then, now] = [reference, current].map((part) => roundMean(part, statistic));
    if (then === undefined || now === undefined) return [];
    const interval = logInterval(logDifference(now, then), alpha);
    const deviation = Math.hypot(then.deviation, now.deviation);
    return [{ statistic, tested: tested.includes(statistic), deviation, ...interval }];
  });
  const verdict = proven(results, rounds, policy);
  return { results, verdict: verdict ?? { kind: 'inconclusive', moved: [], rounds } };
}
