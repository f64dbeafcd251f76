import { median } from 'simple-statistics';
import type { Caution } from '../domain/caution';
import type { MachineState, Round } from '../domain/round';

/** From these shares of the time on, others had a say in the numbers. */
const STEAL = 0.02;
const PRESSURE = 0.2;

/** Governors that keep a CPU at one speed; others change it with the load, which is what is measured. */
const STEADY = ['performance', 'userspace'];

/**
 * The doubts that the state of the machine raises about all results of a run.
 *
 * @param rounds of all configs
 * @param governor who set the CPUs' speed; null where the system does not say
 */
export function machineCautions(
  rounds: readonly Round[],
  governor: string | null | undefined,
): readonly Caution[] {
  const steal = typical(rounds, ({ steal }) => steal);
  // In a co-run the sides themselves wait for each other's CPU.
  const apart = rounds.filter(({ method }) => method !== 'co-run');
  const pressure = typical(apart, ({ pressure }) => pressure);
  return [
    ...(steal !== undefined && steal > STEAL ? [{ kind: 'steal', share: steal } as const] : []),
    ...(pressure !== undefined && pressure > PRESSURE
      ? [{ kind: 'pressure', share: pressure } as const]
      : []),
    ...(governor && !STEADY.includes(governor) ? [{ kind: 'governor', governor } as const] : []),
  ];
}

function typical(rounds: readonly Round[], read: (state: MachineState) => number | null): number | undefined {
  const shares = rounds.flatMap(({ machine }) => {
    const share = machine === undefined ? null : read(machine);
    return share === null ? [] : [share];
  });
  return shares.length === 0 ? undefined : median(shares);
}
