import { rmSync, statSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../domain/user-error';
import { type LockPlace, lockPlace } from './lock-place';

/** Who holds a lock: what those who wait for it are told. */
export interface LockHolder {
  readonly pid: number;
  /** For people: `span, run 2026-11-22T12-30-05-9f3a12bc`. */
  readonly what: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Between two looks at a lock whose holder just came or went. */
const MOMENT_MILLISECONDS = 50;

/**
 * Works while no other process of this host holds the lock `name`; waits for it first, without polling. However the
 * holder ends, the lock is free. Two processes see each other if they share the network namespace (Linux: of the same
 * container or host), or the temporary folder (where it is a file). It cannot be taken twice, not by its holder either.
 *
 * The holder listens on a socket. Whoever finds it taken connects, is told who holds it, and waits for the connection
 * to end: the kernel ends it with the holder.
 *
 * @param waiting called once for each holder that is waited for
 * @param signal aborting it ends the waiting, with its reason; the work has to heed it itself
 * @throws UserError where the system refuses the lock
 */
export async function withHostLock<T>(
  name: string,
  holder: LockHolder,
  waiting: (by: LockHolder) => void,
  work: () => Promise<T>,
  signal?: AbortSignal,
  place: LockPlace = lockPlace(name),
): Promise<T> {
  const release = await take(name, place, holder, onceEach(waiting), signal);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** A holder answers at once, unless it is stopped. */
const ANSWER_MILLISECONDS = 1000;

/**
 * Works under the lock `name` if nobody holds it, and waits for nobody.
 *
 * @param what for people, as in `LockHolder`
 * @returns undefined where another holds it
 */
export async function tryHostLock<T>(
  name: string,
  what: string,
  work: () => Promise<T>,
  place: LockPlace = lockPlace(name),
): Promise<T | undefined> {
  const held = new AbortController();
  const timer = setTimeout(() => held.abort(), ANSWER_MILLISECONDS);
  const holder = { pid: process.pid, what, since: new Date().toISOString() };
  try {
    const release = await take(name, place, holder, () => held.abort(), held.signal);
    return await work().finally(release);
  } catch (error) {
    if (error === held.signal.reason) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

type Release = () => Promise<void>;

async function take(
  name: string,
  place: LockPlace,
  holder: LockHolder,
  waiting: (by: LockHolder) => void,
  signal: AbortSignal | undefined,
): Promise<Release> {
  for (;;) {
    signal?.throwIfAborted();
    const release = await listen(name, place, holder);
    if (release !== undefined) return release;
    await untilItEnds(place, waiting, signal);
  }
}

/** Becomes the holder, unless there is one. */
function listen(name: string, place: LockPlace, holder: LockHolder): Promise<Release | undefined> {
  const waiters = new Set<Socket>();
  const server = createServer((waiter) => {
    waiters.add(waiter);
    waiter.on('error', () => undefined);
    waiter.once('close', () => waiters.delete(waiter));
    waiter.unref();
    waiter.write(`${JSON.stringify(holder)}\n`);
  });
  const release = () =>
    new Promise<void>((released) => {
      server.close(() => released());
      for (const waiter of waiters) waiter.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else
        reject(
          new UserError(`The lock of ${name} cannot be taken: ${error.message}`, undefined, { cause: error }),
        );
    });
    server.listen({ path: place.path, exclusive: true }, () => {
      server.unref();
      resolve(release);
    });
  });
}

/** Waits for the holder to end, or to turn out not to exist. */
async function untilItEnds(
  place: LockPlace,
  waiting: (by: LockHolder) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const before = identity(place);
  if ((await connection(place, waiting, signal)) !== 'refused') return;
  // It came or went this very moment; or a file is what a killed holder left.
  await pause(MOMENT_MILLISECONDS);
  if (before === undefined || (await connection(place, waiting, signal)) !== 'refused') return;
  if (identity(place) === before) rmSync(place.path, { force: true });
}

/** Resolves when the connection to the holder ended (by an abort, too), or could not be made. */
function connection(
  place: LockPlace,
  waiting: (by: LockHolder) => void,
  signal: AbortSignal | undefined,
): Promise<'ended' | 'refused'> {
  return new Promise((resolve) => {
    const socket = connect(place.path);
    let connected = false;
    const stop = () => socket.destroy();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => {
      connected = true;
    });
    const lines = createInterface({ input: socket });
    // Readline repeats the errors of its input; `close` follows either.
    for (const source of [socket, lines]) source.on('error', () => undefined);
    lines.once('line', (line) => {
      const holder = parse(line);
      if (holder !== undefined) waiting(holder);
    });
    socket.once('close', () => {
      lines.close();
      signal?.removeEventListener('abort', stop);
      resolve(connected || signal?.aborted ? 'ended' : 'refused');
    });
  });
}

function parse(line: string): LockHolder | undefined {
  try {
    return JSON.parse(line) as LockHolder;
  } catch {
    // Half a line: the holder ended while it spoke.
    return undefined;
  }
}

/** Tells one socket file from the next of its name: the number of an inode alone is soon given again. */
function identity({ path, file }: LockPlace): string | undefined {
  const stat = file ? statSync(path, { bigint: true, throwIfNoEntry: false }) : undefined;
  return stat && `${stat.ino}/${stat.ctimeNs}`;
}

function onceEach(waiting: (by: LockHolder) => void): (by: LockHolder) => void {
  let told = '';
  return (by) => {
    const holder = JSON.stringify(by);
    if (holder !== told) waiting(by);
    told = holder;
  };
}
