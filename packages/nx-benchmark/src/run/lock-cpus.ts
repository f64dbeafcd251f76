import type { EventSink } from '../domain/run-event';
import { type LockHolder, withHostLock } from '../lock/host-lock';

/**
 * Works while this process alone measures on the CPUs: two measurements on one CPU would measure each other. Locks are
 * taken in ascending order, so no two processes ever wait for each other.
 *
 * @param machine tells the machine the CPUs belong to from others; undefined: this host
 * @param cpus none where processes cannot be pinned: then all CPUs are one
 * @throws the signal's reason if it is aborted while we wait
 */
export async function lockCpus<T>(
  machine: string | undefined,
  cpus: readonly number[],
  holder: LockHolder,
  events: EventSink,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const names = cpus.length === 0 ? ['the CPUs'] : [...cpus].sort((a, b) => a - b).map((cpu) => `CPU ${cpu}`);
  const withAll = names.reduceRight<() => Promise<T>>(
    (inner, name) => () =>
      withHostLock(`${name} of ${machine ?? 'this host'}`, holder, tellOf(name, events), inner, signal),
    work,
  );
  return withAll();
}

function tellOf(name: string, events: EventSink): (by: LockHolder) => void {
  return ({ pid, what }) => events({ kind: 'note', text: `waiting for ${name}: ${what}, process ${pid}` });
}
