import { mean, sampleStandardDeviation } from 'simple-statistics';

/** A mean of log ratios and how well it is known. */
export interface LogMean {
  readonly mean: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** Mean of at least two independent log ratios, with their standard deviation. */
export function logMean(values: readonly number[]): LogMean & { readonly deviation: number } {
  const deviation = sampleStandardDeviation(values);
  return {
    mean: mean(values),
    deviation,
    standardError: deviation / Math.sqrt(values.length),
    degreesOfFreedom: values.length - 1,
  };
}
