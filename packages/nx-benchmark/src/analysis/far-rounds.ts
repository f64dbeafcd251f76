import { binomialDistribution, max, sum } from 'simple-statistics';
import { roundMean } from './round-mean';
import type { RoundStatistics } from './round-statistics';

/** Rounds in which the candidate was far slower, or far faster, than in all others. */
export interface FarRounds {
  readonly slower: number;
  readonly faster: number;
}

/** A round is far away from this many of their deviations on. Of normal rounds 6 in 100,000 are. */
const FAR = 4;

/** Error probability of the sign test; six rounds to one side and none to the other are rarer. */
const ALPHA = 0.05;

/**
 * Rounds that lie far to one side more often than chance explains; undefined where they do not. `roundMean` hardly counts
 * them, since two equal sides have as many of either kind; a change that makes some processes slow, and leaves the others as
 * they were, is seen here only.
 */
export function farRounds(rounds: readonly RoundStatistics[]): FarRounds | undefined {
  const centre = rounds.length < 2 ? undefined : roundMean(rounds, 'main-path');
  if (centre === undefined) return undefined;
  const { mean, deviation } = centre;
  const from = FAR * deviation;
  const slower = rounds.filter(({ mainPath }) => mainPath! - mean > from).length;
  const faster = rounds.filter(({ mainPath }) => mean - mainPath! > from).length;
  return signTest(slower, faster) < ALPHA ? { slower, faster } : undefined;
}

/** How often two kinds that are equally likely come as unequal as this, or more so. */
function signTest(one: number, other: number): number {
  const count = one + other;
  if (count === 0) return 1;
  const probabilities = binomialDistribution(count, 0.5)!;
  return Math.min(1, 2 * sum(probabilities.slice(max([one, other]))));
}
