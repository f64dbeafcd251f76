import type { Round, Slice } from '../domain/round';
import type { Estimate } from '../domain/verdict';
import { logInterval } from './log-interval';
import { logMean } from './log-mean';
import { pairLogRatios } from './pair-log-ratios';
import { trimmedMean } from './trimmed-mean';

/**
 * How much slower the second turn of a pair is than the first, with an interval that misses the truth with
 * probability `alpha`; undefined with fewer than two rounds in which both orders occurred.
 *
 * Within a round, the pairs that the baseline opened and those that the candidate opened estimate the same change,
 * once plus and once minus the effect of the order: half their difference is the effect, whatever the change. One
 * such half per round, then a t interval over the rounds, because pairs of one round are not independent.
 */
export function orderEffect(
  rounds: readonly Round[],
  read: (slice: Slice) => number,
  alpha: number,
): Estimate | undefined {
  const effects = rounds.flatMap((round) => effectInRound(round, read) ?? []);
  return effects.length < 2 ? undefined : logInterval(logMean(effects), alpha);
}

function effectInRound(round: Round, read: (slice: Slice) => number): number | undefined {
  const ratios = pairLogRatios(round, read);
  const openedBy = (side: string) =>
    ratios.filter((ratio, pair): ratio is number => ratio !== undefined && round.order[pair] === side);
  const [byBaseline, byCandidate] = [openedBy('baseline'), openedBy('candidate')];
  if (byBaseline.length === 0 || byCandidate.length === 0) return undefined;
  return (trimmedMean(byBaseline) - trimmedMean(byCandidate)) / 2;
}
