import type { Readable } from 'node:stream';
import { UserError } from '../domain/user-error';
import type { Session } from './engine';
import { runCommand } from './run-command';

// The archive is ours: newer Pythons would else refuse links that lead out of the folder.
const EXTRACT = `
import sys, tarfile
archive = tarfile.open(fileobj=sys.stdin.buffer, mode="r|")
archive.extraction_filter = lambda member, path: member
archive.extractall(sys.argv[1])
`;

/**
 * Unpacks a tar below `folder` of the session.
 *
 * @throws UserError where the folder cannot be written to, or the archive is cut short
 */
export async function unpackArchive(session: Session, folder: string, archive: Readable): Promise<void> {
  const result = await runCommand(session, [session.python, '-c', EXTRACT, folder], { input: archive });
  if (result.code !== 0) {
    throw new UserError(`Files could not be written to ${folder}: ${result.stderr.trim()}`);
  }
}
