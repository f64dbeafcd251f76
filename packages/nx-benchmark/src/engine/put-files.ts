import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { UserError } from '../domain/user-error';
import type { Session } from './engine';
import { runCommand } from './run-command';

/** A file on its way into a session; `path` is relative, with `/`. */
export interface FileEntry {
  readonly path: string;
  readonly content: Buffer | string;
  readonly executable?: boolean;
}

const EXTRACT =
  'import sys, tarfile; tarfile.open(fileobj=sys.stdin.buffer, mode="r|").extractall(sys.argv[1])';

/**
 * Writes files below `folder` of the session. They travel as a tar through the standard input of the session's own
 * Python: the one way that works with a read-only root, into a tmpfs, on a remote engine and on every engine version.
 */
export async function putFiles(session: Session, folder: string, files: readonly FileEntry[]): Promise<void> {
  const archive = pack();
  for (const { path, content, executable } of files) {
    archive.entry({ name: path, mode: executable ? 0o755 : 0o644, mtime: new Date(0) }, content);
  }
  archive.finalize();
  const result = await runCommand(session, [session.python, '-c', EXTRACT, folder], {
    input: Readable.from(archive),
  });
  if (result.code !== 0) {
    throw new UserError(`Files could not be written to ${folder}: ${result.stderr.trim()}`);
  }
}
