import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { Session } from './engine';
import { unpackArchive } from './unpack-archive';

/** A file on its way into a session; `path` is relative, with `/`. */
export interface FileEntry {
  readonly path: string;
  readonly content: Buffer | string;
  readonly executable?: boolean;
  /** Of a symbolic link: what it points to; it has no content. */
  readonly link?: string;
}

/**
 * Writes files below `folder` of the session. They travel as a tar through the standard input of the session's own
 * Python: the one way that works with a read-only root, into a tmpfs, on a remote engine and on every engine version.
 */
export async function putFiles(session: Session, folder: string, files: readonly FileEntry[]): Promise<void> {
  const archive = pack();
  for (const { path, content, executable, link } of files) {
    const mtime = new Date(0);
    if (link !== undefined) archive.entry({ name: path, type: 'symlink', linkname: link, mtime });
    else archive.entry({ name: path, mode: executable ? 0o755 : 0o644, mtime }, content);
  }
  archive.finalize();
  await unpackArchive(session, folder, Readable.from(archive));
}
