import { median } from 'simple-statistics';
import type { MemoryComparison } from '../domain/memory-comparison';
import type { Round } from '../domain/round';
import type { Estimate, Policy } from '../domain/verdict';
import { logInterval } from './log-interval';
import { logMean } from './log-mean';
import { logRatio } from './log-ratio';

/** Fewer rounds make no interval. */
const FEWEST_ROUNDS = 6;
/** Error probability of the interval: it is computed once, from all the rounds that there are. */
const ALPHA = 0.01;

/**
 * Compares the largest resident sizes of the sides' processes, a log ratio a round. It is a regression when the
 * interval lies above 0 and the estimate reaches `policy.memory`, whatever the time says.
 *
 * @returns undefined without a round, or where a round read no size
 */
export function compareMemory(
  rounds: readonly Pick<Round, 'maxRss'>[],
  policy: Policy,
): MemoryComparison | undefined {
  const ratios = rounds.flatMap(({ maxRss }) => logRatio(maxRss.candidate, maxRss.baseline) ?? []);
  if (ratios.length === 0 || ratios.length < rounds.length) return undefined;
  const bytes = {
    baseline: median(rounds.map(({ maxRss }) => maxRss.baseline)),
    candidate: median(rounds.map(({ maxRss }) => maxRss.candidate)),
  };
  if (ratios.length < FEWEST_ROUNDS) return { bytes };
  const estimate = logInterval(logMean(ratios), ALPHA);
  const level = levelOf(estimate, policy.memory ?? Number.POSITIVE_INFINITY);
  return { bytes, estimate, ...(level === undefined ? {} : { level }) };
}

function levelOf({ change, low }: Estimate, threshold: number): MemoryComparison['level'] {
  if (low <= 0 || change < threshold) return undefined;
  return change < 2 * threshold ? 'regression' : 'blocking';
}
