import type { Estimate, Policy } from '../domain/verdict';
import { geomean } from './geomean';
import type { RoundStatistics } from './round-statistics';

/**
 * How much the main path changed over all variants of a scenario; undefined for fewer than two of them, where one of
 * them lacks it, and where there is no candidate.
 */
export function scenarioGeomean(
  variants: readonly (readonly RoundStatistics[])[],
  policy: Policy,
  alone: boolean,
): Estimate | undefined {
  return variants.length < 2 || alone ? undefined : geomean(variants, policy);
}
