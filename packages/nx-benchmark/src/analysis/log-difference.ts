import type { LogMean } from './log-mean';
import { satterthwaite } from './satterthwaite';

/**
 * The difference of two independent mean log ratios, `current` less `reference`: the logarithm of the quotient of the two
 * ratios. The variances add; they need not be equal (Welch).
 */
export function logDifference(current: LogMean, reference: LogMean): LogMean {
  const parts = [current, reference].map(({ standardError, degreesOfFreedom }) => {
    return { variance: standardError ** 2, degreesOfFreedom };
  });
  return {
    mean: current.mean - reference.mean,
    standardError: Math.hypot(current.standardError, reference.standardError),
    degreesOfFreedom: satterthwaite(parts),
  };
}
