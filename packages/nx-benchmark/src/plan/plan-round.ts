import type { Side } from '../domain/side';
import type { Plan, PlannedRound, Slicing } from './plan';
import { seededRandom } from './random';

const SMALLEST_HASH_SEED = 1_000_000_000;
const LARGEST_HASH_SEED = 2 ** 32 - 1;

/**
 * Round `index` of a variant. The order of the pairs is balanced (each side goes first in exactly half of them): the
 * second slice of a pair is slower by a hair, and only balance cancels that in every round.
 *
 * @param cpus CPUs the session may use; a round takes `plan.cpusPerRun` of them at random
 */
export function planRound(
  plan: Plan,
  variant: string,
  index: number,
  slicing: Slicing,
  cpus: readonly number[],
): PlannedRound {
  const random = seededRandom(`${plan.seed}/${plan.scenario}/${variant}/${index}`);
  const half = slicing.pairs / 2;
  const order = random.shuffled<Side>([
    ...Array<Side>(half).fill('baseline'),
    ...Array<Side>(half).fill('candidate'),
  ]);
  return {
    ...slicing,
    variant,
    index,
    order,
    first: random.below(2) === 0 ? 'baseline' : 'candidate',
    cpus: random
      .shuffled(cpus)
      .slice(0, plan.cpusPerRun)
      .sort((a, b) => a - b),
    hashSeed: SMALLEST_HASH_SEED + random.below(LARGEST_HASH_SEED - SMALLEST_HASH_SEED),
  };
}

/** The order in which the undecided variants take their round `index`: each round anew, so that none always follows the same. */
export function planTurns(plan: Plan, variants: readonly string[], index: number): readonly string[] {
  return seededRandom(`${plan.seed}/${plan.scenario}/turns/${index}`).shuffled(variants);
}
