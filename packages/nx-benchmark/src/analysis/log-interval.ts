import type { Estimate } from '../domain/verdict';
import type { LogMean } from './log-mean';
import { tQuantile } from './t-quantile';

/**
 * The relative change exp(m) − 1 that a mean log ratio m stands for, and its interval exp(m ± h) − 1, where h is the
 * standard error times t(1 − alpha/2): it misses the truth with probability `alpha`, half on either side. All finite.
 */
export function logInterval({ mean, standardError, degreesOfFreedom }: LogMean, alpha: number): Estimate {
  const halfWidth = tQuantile(alpha / 2, degreesOfFreedom) * standardError;
  return { change: change(mean), low: change(mean - halfWidth), high: change(mean + halfWidth) };
}

function change(logRatio: number): number {
  // Two wild rounds can span more than a number holds, and JSON has no Infinity.
  return Math.min(Math.expm1(logRatio), Number.MAX_VALUE);
}
