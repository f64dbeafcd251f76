import type { RoundPart } from '../domain/round';
import type { Side } from '../domain/side';
import type { Plan, PlannedRound, Slicing } from './plan';
import { seededRandom } from './random';

const SMALLEST_HASH_SEED = 1_000_000_000;
const LARGEST_HASH_SEED = 2 ** 32 - 1;

/**
 * Round `index` of a variant. The order of the pairs is balanced (each side goes first in exactly half of them): the
 * second slice of a pair is slower by a hair, and only balance cancels that in every round.
 *
 * @param part draws other orders and seeds than the variant's other rounds
 * @param cpus CPUs of the place it runs at; a round takes `plan.cpusPerRun` of them at random
 */
export function planRound(
  plan: Plan,
  variant: string,
  index: number,
  slicing: Slicing,
  cpus: readonly number[],
  part?: RoundPart,
): PlannedRound {
  const within = part === undefined ? index : `${part}/${index}`;
  const random = seededRandom(`${plan.seed}/${plan.scenario}/${variant}/${within}`);
  const half = slicing.pairs / 2;
  const balanced = random.shuffled<Side>([
    ...Array<Side>(half).fill('baseline'),
    ...Array<Side>(half).fill('candidate'),
  ]);
  const first: Side = random.below(2) === 0 ? 'baseline' : 'candidate';
  // What lives alone has all its slices before the other has its first.
  const order = slicing.method === 'interleaved' ? balanced.map(() => first) : balanced;
  return {
    ...slicing,
    variant,
    ...(part === undefined ? {} : { part }),
    index,
    order,
    first,
    cpus: random
      .shuffled(cpus)
      .slice(0, plan.cpusPerRun)
      .sort((a, b) => a - b),
    hashSeed: SMALLEST_HASH_SEED + random.below(LARGEST_HASH_SEED - SMALLEST_HASH_SEED),
  };
}

/** CPUs and a hash seed for processes of a variant that come before its slices are planned, and so before its first round. */
export function planFirstProcess(
  plan: Plan,
  variant: string,
  cpus: readonly number[],
): Pick<PlannedRound, 'cpus' | 'hashSeed'> {
  return planRound(plan, variant, 0, { method: 'lock-step', loops: 1, pairs: 0, warmup: 0 }, cpus);
}

/** Round `index` of the self-check: planned like any other, with seeds of its own. */
export function planSelfRound(
  plan: Plan,
  variant: string,
  index: number,
  slicing: Slicing,
  cpus: readonly number[],
): PlannedRound {
  const planned = planRound({ ...plan, seed: `${plan.seed}/self` }, variant, index, slicing, cpus);
  return { ...planned, self: true };
}

/** The order in which the undecided variants take their round `index`: each round anew, so that none always follows the same. */
export function planTurns(
  plan: Pick<Plan, 'seed' | 'scenario'>,
  variants: readonly string[],
  index: number,
): readonly string[] {
  return seededRandom(`${plan.seed}/${plan.scenario}/turns/${index}`).shuffled(variants);
}
