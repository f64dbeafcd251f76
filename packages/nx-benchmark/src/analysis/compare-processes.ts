import { mean } from 'simple-statistics';
import type { PerSide } from '../domain/side';
import type { Policy, StatisticResult, Verdict } from '../domain/verdict';
import type { Decision } from './decide';
import { logDifference } from './log-difference';
import { logInterval } from './log-interval';
import { logMean } from './log-mean';
import { alphaOfVariant } from './policy';
import { settle } from './settle';

/** Values of a side: of each process those that it measured, seconds, in the order they came. */
export type ProcessValues = readonly (readonly number[])[];

/** Fewer processes of a side have no spread. */
export const FEWEST_PROCESSES = 2;

const INCONCLUSIVE: Verdict = { kind: 'inconclusive', moved: [], rounds: 0 };

/**
 * Compares processes that ran without the other side, as pyperf starts them: one after the other. Each process is one
 * observation, the logarithm of its mean, since values of one process depend on each other; the two sides are samples
 * of their own, with their own spread (Welch, *Biometrika* 34, 1947). There is one look, at all there are, and what is
 * small stays open: nobody can say whose it is.
 *
 * The interval holds what differs from process to process. What the machine did between the two sides is not in it, and
 * no method could find it out: a caution has to say so.
 *
 * @returns inconclusive and no result with fewer than two processes of a side, or where a clock read nothing
 */
export function compareProcesses(
  values: PerSide<ProcessValues>,
  policy: Policy,
  variantCount: number,
): Decision & { readonly verdict: Verdict } {
  const baseline = logMeans(values.baseline);
  const candidate = logMeans(values.candidate);
  if (baseline === undefined || candidate === undefined) return { results: [], verdict: INCONCLUSIVE };
  const [before, after] = [logMean(baseline), logMean(candidate)];
  const change = logDifference(after, before);
  const result: StatisticResult = {
    statistic: 'sequential',
    tested: true,
    deviation: Math.hypot(before.deviation, after.deviation),
    ...logInterval(change, alphaOfVariant(policy, variantCount)),
  };
  return { results: [result], verdict: settle([result], 0, policy) ?? INCONCLUSIVE };
}

function logMeans(processes: ProcessValues): number[] | undefined {
  const means = processes.map((values) => mean(values));
  const readable = means.every((seconds) => seconds > 0 && Number.isFinite(seconds));
  return readable && means.length >= FEWEST_PROCESSES ? means.map(Math.log) : undefined;
}
