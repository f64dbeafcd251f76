import { mean, sum } from 'simple-statistics';
import type { Estimate, Policy, StatisticName } from '../domain/verdict';
import { logInterval } from './log-interval';
import { type LogMean, logMean } from './log-mean';
import type { RoundStatistics } from './round-statistics';
import { satterthwaite } from './satterthwaite';
import { statisticValues } from './statistic-values';

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
  const samples = variants.flatMap((rounds) => {
    const values = statisticValues(rounds, statistic);
    return values && values.length >= 2 ? [values] : [];
  });
  if (samples.length < variants.length || samples.length === 0) return undefined;
  return sameLength(samples) ? meanOfAligned(samples) : meanOfIndependent(samples);
}

function sameLength(samples: readonly number[][]): boolean {
  return samples.every((values) => values.length === samples[0]?.length);
}

/** Rounds of one number ran side by side, so their mean keeps whatever the variants had in common. */
function meanOfAligned(samples: readonly number[][]): LogMean {
  const [first = []] = samples;
  return logMean(first.map((_, round) => mean(samples.map((values) => values[round]!))));
}

/** Variants that stopped at different looks. */
function meanOfIndependent(samples: readonly number[][]): LogMean {
  const means = samples.map(logMean);
  const parts = means.map(({ standardError, degreesOfFreedom }) => {
    return { variance: (standardError / means.length) ** 2, degreesOfFreedom };
  });
  return {
    mean: mean(means.map((part) => part.mean)),
    standardError: Math.sqrt(sum(parts.map(({ variance }) => variance))),
    degreesOfFreedom: satterthwaite(parts),
  };
}
