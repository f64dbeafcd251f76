import type { Scenario, Variant } from '../domain/scenario';
import { UserError } from '../domain/user-error';

/** The configs that will run, and those asked for that this scenario does not have. */
export interface ChosenVariants {
  readonly chosen: readonly Variant[];
  readonly skipped: readonly string[];
}

/**
 * Applies `--configs`, in the order of `config.yaml`. Nothing asked for means all.
 *
 * @throws UserError naming the valid configs if one asked for does not exist here — or, where several scenarios share
 * the filter (`lenient`), if none does: a run of nothing must not pass as a success
 */
export function chooseVariants(
  scenario: Scenario,
  asked: readonly string[],
  lenient: boolean,
): ChosenVariants {
  if (asked.length === 0) return { chosen: scenario.variants, skipped: [] };
  const chosen = scenario.variants.filter((variant) => asked.includes(variant.name));
  const skipped = asked.filter((name) => !scenario.variants.some((variant) => variant.name === name));
  if (chosen.length === 0 || (skipped.length > 0 && !lenient)) {
    throw new UserError(
      `${scenario.name} has no config ${skipped.map((name) => `"${name}"`).join(', ')}.`,
      `Its configs: ${scenario.variants.map((variant) => variant.name).join(', ')}.`,
    );
  }
  return { chosen, skipped };
}
