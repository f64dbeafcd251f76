import type { Policy, RegressionLevel, StatisticResult, Verdict } from '../domain/verdict';

/**
 * The verdict that the results at a look prove, or undefined when they leave room for more than one:
 * - regression: some tested interval lies above 0;
 * - improvement: some lies below 0, and every other rules out a slowdown of the margin or more;
 * - no change: every tested interval lies within ± margin.
 *
 * An improvement has to wait for the other statistics, or work moved from the main path to the background would be
 * praised before it is seen. Equivalence by intervals: Schuirmann's two one-sided tests (1987).
 */
export function settle(
  results: readonly StatisticResult[],
  rounds: number,
  policy: Policy,
): Verdict | undefined {
  const tested = results.filter((result) => result.tested);
  const slower = tested.filter((result) => result.low > 0);
  if (slower.length > 0) {
    return { kind: 'regression', level: level(slower, policy), moved: names(slower), rounds };
  }
  const bounded = tested.every((result) => result.high < policy.margin);
  const faster = tested.filter((result) => result.high < 0);
  if (bounded && faster.length > 0) return { kind: 'improvement', moved: names(faster), rounds };

  const equivalent = bounded && tested.every((result) => result.low > -policy.margin);
  return equivalent && tested.length > 0 ? { kind: 'no-change', moved: [], rounds } : undefined;
}

function level(slower: readonly StatisticResult[], policy: Policy): RegressionLevel {
  const largest = Math.max(...slower.map((result) => result.change));
  if (largest >= policy.blocking) return 'blocking';
  return largest < policy.margin / 2 ? 'minor' : 'regression';
}

function names(results: readonly StatisticResult[]) {
  return results.map((result) => result.statistic);
}
