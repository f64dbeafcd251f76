import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { UserError } from '../domain/user-error';

/** A trace on disk, open for reading anywhere. */
export interface TraceFile {
  /** As the user named it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Reads `length` bytes from `position` of the file to `at` of `into`; returns how many there were. */
  read(into: Uint8Array, at: number, length: number, position: number): number;
}

/**
 * Works with an open trace and closes it. What is compressed is unpacked first, to a temporary file that goes with it:
 * traces are read from their end.
 *
 * @throws UserError if it cannot be read
 */
export async function withTraceFile<T>(path: string, work: (file: TraceFile) => T): Promise<T> {
  const descriptor = open(path);
  try {
    if (!isCompressed(descriptor)) return work(traceFile(path, descriptor));
  } finally {
    closeSync(descriptor);
  }
  const folder = mkdtempSync(join(tmpdir(), 'nx-benchmark-trace-'));
  try {
    const unpacked = join(folder, 'trace.json');
    await unpack(path, unpacked);
    const second = openSync(unpacked, 'r');
    try {
      return work(traceFile(path, second));
    } finally {
      closeSync(second);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function open(path: string): number {
  try {
    const descriptor = openSync(path, 'r');
    if (fstatSync(descriptor).isFile()) return descriptor;
    closeSync(descriptor);
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${(error as Error).message}`, 'Name a trace file.', {
      cause: error,
    });
  }
  throw new UserError(`${path} is not a file.`, 'Name a trace file.');
}

function isCompressed(descriptor: number): boolean {
  const head = Buffer.alloc(2);
  return readSync(descriptor, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
}

function traceFile(path: string, descriptor: number): TraceFile {
  return {
    path,
    size: fstatSync(descriptor).size,
    read(into, at, length, position) {
      let done = 0;
      while (done < length) {
        const count = readSync(descriptor, into, at + done, length - done, position + done);
        if (count === 0) break;
        done += count;
      }
      return done;
    },
  };
}

async function unpack(from: string, to: string): Promise<void> {
  // A file that was cut off is unpacked as far as it goes: its complete events count.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  try {
    await pipeline(createReadStream(from), gunzip, createWriteStream(to));
  } catch (error) {
    throw new UserError(
      `${from} cannot be unpacked: ${(error as Error).message}`,
      'Record or compress the trace again; there has to be room for it, unpacked, in the temporary folder.',
      { cause: error },
    );
  }
}
