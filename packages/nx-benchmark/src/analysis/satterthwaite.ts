import { sum } from 'simple-statistics';

/** A variance and how well it is known. */
export interface KnownVariance {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * Degrees of freedom of a sum of independent variances (Welch; Satterthwaite, *Biometrics Bulletin* 2, 1946): at least those
 * of the least known part, at most those of all together. Without any variance 1, the least there can be.
 */
export function satterthwaite(parts: readonly KnownVariance[]): number {
  const spread = sum(parts.map(({ variance, degreesOfFreedom }) => variance ** 2 / degreesOfFreedom));
  return spread > 0 ? sum(parts.map(({ variance }) => variance)) ** 2 / spread : 1;
}
