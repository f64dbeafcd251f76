import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A process that owns something which could outlive it: a container, a folder. Its ID alone would not do, since IDs are
 * used again, by another process, after a restart, and in every container.
 */
export interface Owner {
  /** Hash of the host, its start and its process ID namespace: the place in which `pid` means something. */
  readonly place: string;
  readonly pid: number;
  /** When the process started, in a unit of the place's own. */
  readonly started: string;
}

/** This process. */
export function ourselves(): Owner {
  return { place: thisPlace(), pid: process.pid, started: startOf(process.pid) ?? '0' };
}

/** As it is written into labels and names: `1c0ffee5-4711-98765`. */
export function ownerText({ place, pid, started }: Owner): string {
  return `${place}-${pid}-${started}`;
}

/** undefined for anything that `ownerText` did not write. */
export function parseOwner(text: string | undefined): Owner | undefined {
  const match = /^([0-9a-f]{8})-(\d+)-(\w+)$/.exec(text ?? '');
  return match === null ? undefined : { place: match[1]!, pid: Number(match[2]), started: match[3]! };
}

/** Longer than any run. Milliseconds. */
const A_DAY = 24 * 3600 * 1000;

/**
 * Whether what an owner left can be removed: the owner was a process of this place and has ended. Of an owner elsewhere
 * nobody here knows, so time has to pass.
 *
 * @param seen when the owner was last seen to hold it (mostly: when it was made), milliseconds since 1970
 * @param patience milliseconds that an owner elsewhere is given
 */
export function isAbandoned(
  owner: Owner | undefined,
  seen: number,
  patience: number = A_DAY,
  now: number = Date.now(),
): boolean {
  if (owner !== undefined && owner.place === thisPlace()) return startOf(owner.pid) !== owner.started;
  return now - seen > patience;
}

let place: string | undefined;

function thisPlace(): string {
  place ??= createHash('sha256')
    .update([hostname(), bootId(), pidNamespace()].join('\n'))
    .digest('hex')
    .slice(0, 8);
  return place;
}

function bootId(): string {
  return orElse('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
}

function pidNamespace(): string {
  return orElse('', () => readlinkSync('/proc/self/ns/pid'));
}

/** When a process started; undefined where none of this ID runs. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return orElse(undefined, () => {
      // The name, in brackets, may hold anything; what follows the last bracket does not. Field 22 is clock ticks.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    });
  }
  // Where there is no ps either, an ID that is in use again passes for alive: nothing is removed by mistake.
  const text = orElse(runs(pid) ? 'unknown' : '', () =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim(),
  );
  return text === '' ? undefined : createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function orElse<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
