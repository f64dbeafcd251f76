import { mean, sum } from 'simple-statistics';
import type { Estimate, Policy, StatisticName } from '../domain/verdict';
import { logInterval } from './log-interval';
import { type LogMean, logMean } from './log-mean';
import type { RoundStatistics } from './round-statistics';
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
  const samples = variants.flatMap((rounds) => {
    const values = statisticValues(rounds, statistic);
    return values && values.length >= 2 ? [values] : [];
  });
  if (samples.length < variants.length || samples.length === 0) return undefined;
  const combined = sameLength(samples) ? meanOfAligned(samples) : meanOfIndependent(samples);
  return logInterval(combined, policy.alphaPerVariant / policy.looks.length);
}

function sameLength(samples: readonly number[][]): boolean {
  return samples.every((values) => values.length === samples[0]?.length);
}

/** Rounds of one number ran side by side, so their mean keeps whatever the variants had in common. */
function meanOfAligned(samples: readonly number[][]): LogMean {
  const [first = []] = samples;
  return logMean(first.map((_, round) => mean(samples.map((values) => values[round]!))));
}

/**
 * Variants that stopped at different looks. Degrees of freedom: Welch–Satterthwaite (Satterthwaite, *Biometrics
 * Bulletin* 2, 1946).
 */
function meanOfIndependent(samples: readonly number[][]): LogMean {
  const parts = samples.map(logMean);
  const variances = parts.map((part) => (part.standardError / parts.length) ** 2);
  const variance = sum(variances);
  const spread = sum(parts.map((part, i) => variances[i]! ** 2 / part.degreesOfFreedom));
  return {
    mean: mean(parts.map((part) => part.mean)),
    standardError: Math.sqrt(variance),
    degreesOfFreedom: spread > 0 ? variance ** 2 / spread : 1,
  };
}
