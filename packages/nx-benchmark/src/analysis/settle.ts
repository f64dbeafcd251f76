import type { ImprovementLevel, Policy, RegressionLevel, StatisticResult, Verdict } from '../domain/verdict';
import { defaultPolicy } from './policy';

/**
 * The verdict that the results at a look prove, or undefined when they leave room for more than one:
 * - regression: some tested interval lies above 0, and the estimate of one such is at least half the margin;
 * - improvement: some lies below 0, by as much; none lies above 0, and all rule out a slowdown of the margin or more;
 * - no change: every tested interval lies within ± margin. It may leave 0 out: such a change is real, and no matter.
 *
 * A bias of some tenths of a per cent that all rounds share (where code lies in memory) is proven as surely as a change of
 * the code, given rounds enough. So what is small by its estimate has to end inside the margin before it may be called a
 * change; only the last look tells it, as minor.
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
  const { slower, faster } = movedStatistics(tested);
  const matters = ({ change }: StatisticResult) => Math.abs(change) >= policy.margin / 2;
  if (slower.some(matters)) return regression(slower, rounds, policy);

  const bounded = tested.every((result) => result.high < policy.margin);
  if (bounded && slower.length === 0 && faster.some(matters)) return improvement(faster, rounds);

  const equivalent = bounded && tested.every((result) => result.low > -policy.margin);
  if (!equivalent || tested.length === 0) return undefined;
  const within = policy.margin === defaultPolicy.margin ? {} : { within: policy.margin };
  return { kind: 'no-change', ...within, moved: names([...slower, ...faster]), rounds };
}

/** Those of the tested whose interval leaves 0 out. */
export function movedStatistics(results: readonly StatisticResult[]) {
  const tested = results.filter((result) => result.tested);
  return { slower: tested.filter(({ low }) => low > 0), faster: tested.filter(({ high }) => high < 0) };
}

/** Its level is that of the largest estimate among the statistics that prove it. */
export function regression(slower: readonly StatisticResult[], rounds: number, policy: Policy): Verdict {
  return { kind: 'regression', level: level(slower, policy), moved: names(slower), rounds };
}

/** How much better the largest estimate among the statistics that prove it is. */
export function improvement(faster: readonly StatisticResult[], rounds: number): Verdict {
  const largest = Math.min(...faster.map((result) => result.change));
  const level: ImprovementLevel | undefined =
    largest <= -LARGE ? 'large' : largest <= -NOTEWORTHY ? 'noteworthy' : undefined;
  return { kind: 'improvement', ...(level !== undefined && { level }), moved: names(faster), rounds };
}

const NOTEWORTHY = 0.05;
const LARGE = 0.1;

function level(slower: readonly StatisticResult[], policy: Policy): RegressionLevel {
  const largest = Math.max(...slower.map((result) => result.change));
  if (largest >= policy.blocking) return 'blocking';
  return largest < policy.margin / 2 ? 'minor' : 'regression';
}

function names(results: readonly StatisticResult[]) {
  return results.map((result) => result.statistic);
}
