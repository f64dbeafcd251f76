import { mean, sum } from 'simple-statistics';
import type { Estimate, Policy, StatisticName } from '../domain/verdict';
import { logInterval } from './log-interval';
import { type LogMean, logMean } from './log-mean';
import { type RoundMean, roundMean } from './round-mean';
import type { RoundStatistics } from './round-statistics';
import { satterthwaite } from './satterthwaite';

/**
 * Geometric mean over the variants of how much one statistic changed, with its interval at the level of a single
 * variant's look; undefined without variants, or when one has fewer than two rounds or lacks the statistic in some
 * round. Each variant counts the same, however many rounds it took.
 *
 * Why the geometric mean of ratios: Fleming & Wallace, *How not to lie with statistics*, CACM 29 (1986).
 */
export function geomean(
  variants: readonly (readonly RoundStatistics[])[],
  policy: Policy,
  statistic: StatisticName = 'main-path',
): Estimate | undefined {
  const combined = logGeomean(variants, statistic);
  return combined && logInterval(combined, policy.alphaPerVariant / policy.looks.length);
}

/** The same on the log scale, to be compared with another; undefined where that is. */
export function logGeomean(
  variants: readonly (readonly RoundStatistics[])[],
  statistic: StatisticName = 'main-path',
): LogMean | undefined {
  const means = variants.flatMap((rounds) => (rounds.length < 2 ? [] : (roundMean(rounds, statistic) ?? [])));
  if (means.length < variants.length || means.length === 0) return undefined;
  return sameLength(means) ? meanOfAligned(means) : meanOfIndependent(means);
}

function sameLength(means: readonly RoundMean[]): boolean {
  return means.every(({ pseudoValues }) => pseudoValues.length === means[0]?.pseudoValues.length);
}

/** Rounds of one number ran side by side, so the error keeps whatever the variants had in common. */
function meanOfAligned(means: readonly RoundMean[]): LogMean {
  const [first] = means;
  const { standardError } = logMean(
    first!.pseudoValues.map((_, round) => mean(means.map(({ pseudoValues }) => pseudoValues[round]!))),
  );
  return {
    mean: mean(means.map((part) => part.mean)),
    standardError,
    degreesOfFreedom: first!.degreesOfFreedom,
  };
}

/** Variants that stopped at different looks. */
function meanOfIndependent(means: readonly RoundMean[]): LogMean {
  const parts = means.map(({ standardError, degreesOfFreedom }) => {
    return { variance: (standardError / means.length) ** 2, degreesOfFreedom };
  });
  return {
    mean: mean(means.map((part) => part.mean)),
    standardError: Math.sqrt(sum(parts.map(({ variance }) => variance))),
    degreesOfFreedom: satterthwaite(parts),
  };
}
