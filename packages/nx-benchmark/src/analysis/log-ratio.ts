/**
 * ln(candidate / baseline), or undefined where one of the two read nothing (or nonsense): a clock that stood still
 * says nothing about a ratio, and its logarithm would be infinite.
 *
 * Logarithms, because they make "twice as slow" and "twice as fast" equally far from no change.
 */
export function logRatio(candidate: number, baseline: number): number | undefined {
  return isReading(candidate) && isReading(baseline) ? Math.log(candidate) - Math.log(baseline) : undefined;
}

function isReading(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}
