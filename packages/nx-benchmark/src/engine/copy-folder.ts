import { UserError } from '../domain/user-error';
import type { Session } from './engine';
import { unpackArchive } from './unpack-archive';

const PACK = `
import sys, tarfile
with tarfile.open(fileobj=sys.stdout.buffer, mode="w|") as archive:
    archive.add(sys.argv[1], arcname=sys.argv[2])
`;

/**
 * Copies a folder of one session into a folder of another, under a name of its own. It passes through this process, so
 * it should not be large.
 *
 * @throws UserError where it cannot be read or written
 */
export async function copyFolder(
  from: Session,
  source: string,
  to: Session,
  folder: string,
  name: string,
): Promise<void> {
  const packing = await from.spawn([from.python, '-c', PACK, source, name], { reads: false });
  let errors = '';
  packing.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const unpacking = unpackArchive(to, folder, packing.stdout).then(
    () => undefined,
    (error: Error) => error,
  );
  const [code, failure] = await Promise.all([packing.exit, unpacking]);
  // What cannot be read cannot be unpacked either.
  if (code !== 0) throw new UserError(`${source} could not be read: ${errors.trim().split('\n').at(-1)}`);
  if (failure !== undefined) throw failure;
}
