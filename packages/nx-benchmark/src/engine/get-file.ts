import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../domain/user-error';
import { sweepUnfinished, unfinishedPath } from '../files/unfinished';
import type { Session, SessionProcess } from './engine';

const CHUNK_BYTES = 2 ** 22;

// A chunk for each line: the next one is asked for when the last is on disk. One that is not full is the last.
const SEND = `
import sys
size = int(sys.argv[2])
with open(sys.argv[1], "rb") as file:
    while sys.stdin.buffer.readline():
        chunk = file.read(size)
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        if len(chunk) < size:
            break
`;

/**
 * Takes a file of any size out of a session; it is there under its name when it is whole. It comes in chunks that are
 * asked for, since the client of the engine does not let a disk that is slow hold up a stream that is fast: all of it
 * would be in memory. (The engine's own way to copy files does not see a tmpfs.)
 *
 * @param path absolute, in the session
 * @param bytes its size
 * @throws UserError where less arrives than that, or cannot be written
 */
export async function getFile(session: Session, path: string, bytes: number, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  sweepUnfinished(dirname(target));
  const unfinished = unfinishedPath(target);
  const file = await open(unfinished, 'w');
  try {
    const sender = await session.spawn([session.python, '-c', SEND, path, String(CHUNK_BYTES)]);
    const received = await receive(sender, bytes, file);
    await file.close();
    if (received.bytes !== bytes) {
      throw new UserError(
        `Of ${path} only ${received.bytes} of ${bytes} bytes arrived. ${received.errors.trim()}`.trim(),
      );
    }
    renameSync(unfinished, target);
  } catch (error) {
    await file.close().catch(() => undefined);
    rmSync(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined) throw error;
    throw new UserError(`${target} could not be written: ${message}`, undefined, { cause: error });
  }
}

async function receive(
  { stdin, stdout, stderr, exit }: SessionProcess,
  bytes: number,
  file: FileHandle,
): Promise<{ readonly bytes: number; readonly errors: string }> {
  let [errors, received, asked] = ['', 0, 0];
  stderr.on('data', (chunk) => {
    errors += chunk;
  });
  // If it ends early, what has arrived says so.
  stdin.on('error', () => undefined);
  const ask = () => {
    asked = Math.min(bytes, asked + CHUNK_BYTES);
    stdin.write('\n');
  };
  if (bytes > 0) ask();
  else stdin.end();
  for await (const chunk of stdout) {
    await file.write(chunk);
    received += chunk.length;
    if (received >= bytes) stdin.end();
    else if (received === asked) ask();
  }
  await exit;
  return { bytes: received, errors };
}
