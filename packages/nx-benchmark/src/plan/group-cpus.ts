import { UserError } from '../domain/user-error';

/** CPUs cut into groups of which each measures one config at a time. */
export interface CpuGroups {
  readonly groups: readonly (readonly number[])[];
  /** Too few for a further group. */
  readonly left: readonly number[];
}

/**
 * Cuts the CPUs asked for into groups of `cpusPerRun`, in ascending order. Without `asked` all that are allowed are one
 * group, from which each round takes its own.
 *
 * @param allowed CPUs the engine lets us use; none where the platform cannot pin
 * @throws UserError naming what is asked for and cannot be had
 */
export function groupCpus(
  asked: readonly number[] | undefined,
  allowed: readonly number[],
  cpusPerRun: number,
): CpuGroups {
  if (asked === undefined) return { groups: [allowed], left: [] };
  const list = asked.join(',');
  if (allowed.length === 0) {
    throw new UserError(
      `--cpus=${list}: processes cannot be pinned to CPUs on this platform.`,
      'Leave --cpus out, or measure with --engine=docker.',
    );
  }
  const missing = asked.filter((cpu) => !allowed.includes(cpu));
  if (missing.length > 0) {
    const [noun, verb] = missing.length === 1 ? ['CPU', 'is'] : ['CPUs', 'are'];
    throw new UserError(
      `--cpus=${list}: ${noun} ${missing.join(', ')} ${verb} not there or not allowed.`,
      `Allowed: ${allowed.join(', ')}.`,
    );
  }
  const count = Math.floor(asked.length / cpusPerRun);
  return {
    groups: Array.from({ length: count }, (_, at) => asked.slice(at * cpusPerRun, (at + 1) * cpusPerRun)),
    left: asked.slice(count * cpusPerRun),
  };
}
