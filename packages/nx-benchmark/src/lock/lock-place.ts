import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the lock of a name is listened on. */
export interface LockPlace {
  /** As `net` takes it. */
  readonly path: string;
  /** Whether it is a file, which outlives a holder that is killed; all else the kernel takes back. */
  readonly file: boolean;
}

/** Length of an address of a Unix socket on Linux, its leading zero byte included. */
const ADDRESS_LENGTH = 108;

/**
 * An abstract Unix socket on Linux, a named pipe on Windows, a socket file elsewhere (of this user alone, since
 * temporary folders are private there).
 *
 * @param node version of Node, without `v`
 */
export function lockPlace(
  name: string,
  platform: NodeJS.Platform = process.platform,
  node: string = process.versions.node,
  temporary: string = tmpdir(),
): LockPlace {
  const id = `nx-benchmark-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${id}`, file: false };
  if (platform === 'linux' && hasAbstractSockets(node)) {
    // Filled up, since some versions of libuv pad the address with zero bytes and others do not: only a full one is
    // the same to all of them.
    return { path: `\0${id}`.padEnd(ADDRESS_LENGTH, '.'), file: false };
  }
  return { path: join(temporary, `${id}.sock`), file: true };
}

/** Before 20.8 all abstract names were one, or could not be connected to. */
function hasAbstractSockets(node: string): boolean {
  const [major, minor] = node.split('.').map(Number) as [number, number];
  return major > 20 || (major === 20 && minor >= 8);
}
