import type Docker from 'dockerode';
import { memorySize } from '../../domain/memory-size';
import { UserError } from '../../domain/user-error';

/** Share of the engine's memory that a session may use where no option says otherwise: the engine must go on. */
const SHARE_OF_MEMORY = 0.75;

/** What keeps a session from taking the engine's machine with it. */
export interface Limits {
  /** Bytes, swap included; undefined where the engine cannot limit it. */
  readonly memory: number | undefined;
  /** Whether the engine can limit the number of processes. */
  readonly pids: boolean;
  /** What was asked for and cannot be had, as sentences. */
  readonly missing: readonly string[];
}

/** The parts of `docker info` that say what an engine can do; an engine may leave some out. */
interface EngineInfo {
  readonly MemTotal?: number;
  readonly MemoryLimit?: boolean;
  readonly PidsLimit?: boolean;
}

/**
 * The limits of this engine's sessions. An engine without root, or on old control groups, may know none.
 *
 * @param wanted bytes of memory, from the option
 * @throws UserError where the option asks for more than the engine has
 */
export async function limitsOf(docker: Docker, wanted: number | undefined): Promise<Limits> {
  const info: EngineInfo = await docker.info();
  const total = info.MemTotal ?? 0;
  if (wanted !== undefined && total > 0 && wanted > total) {
    throw new UserError(
      `The memory limit is ${memorySize(wanted)}, and the engine has ${memorySize(total)}.`,
      'Set --memory=SIZE to less, or leave it out: three quarters of the engine’s memory.',
    );
  }
  const canLimit = info.MemoryLimit !== false && (wanted !== undefined || total > 0);
  const pids = info.PidsLimit !== false;
  return {
    memory: canLimit ? (wanted ?? Math.floor(total * SHARE_OF_MEMORY)) : undefined,
    pids,
    missing: [
      ...(canLimit
        ? []
        : ['this engine cannot limit memory: a scenario that takes too much can hurt its machine']),
      ...(pids ? [] : ['this engine cannot limit the number of processes']),
    ],
  };
}

/** The same as the engine spells it. Memory and swap together are limited to `memory`, so there is no swap. */
export function limitConfig({ memory, pids }: Limits, processes: number): Docker.HostConfig {
  return {
    ...(memory === undefined ? {} : { Memory: memory, MemorySwap: memory }),
    ...(pids ? { PidsLimit: processes } : {}),
  };
}
