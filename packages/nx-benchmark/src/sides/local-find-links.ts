import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileEntry } from '../engine/put-files';

/** A folder goes into memory on its way and where it arrives. */
const LARGEST_BYTES = 512 * 2 ** 20;
const PACKAGE = /\.(whl|zip|tar\.(gz|bz2|xz)|tgz)$/;

/** What one entry of pip's `find-links` on this machine offers; `problem` says why it cannot be sent. */
export type LocalLinks = { readonly files: readonly FileEntry[] } | { readonly problem: string };

/**
 * Packages of a folder of this machine, or the one file that `entry` names, to be sent where it cannot be seen. Like
 * pip it does not look into folders below.
 *
 * @param entry as in pip's settings: a path, `~` or a `file:` URL
 * @param target folder that the files will lie in, relative
 */
export function localFindLinks(entry: string, target: string, largest: number = LARGEST_BYTES): LocalLinks {
  const path = entry.startsWith('file:')
    ? fileURLToPath(entry)
    : resolve(entry.replace(/^~(?=\/|$)/, homedir()));
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return { problem: `pip's find-links ${entry} does not exist on this machine` };
  const folder = status.isDirectory();
  if (!folder && !PACKAGE.test(path)) {
    return {
      problem: `pip's find-links ${entry} is a page of this machine, which a container cannot see; give the folder`,
    };
  }
  const names = folder ? readdirSync(path).filter((name) => PACKAGE.test(name)) : [''];
  const files = names.sort().map((name) => resolve(path, name));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  if (bytes > largest) {
    const megabytes = (size: number) => Math.ceil(size / 2 ** 20);
    return {
      problem: `pip's find-links ${entry} holds ${megabytes(bytes)} MB of packages, too much to send into a container (${megabytes(largest)} MB at the most); serve the folder over HTTP, or give the wheel by its path`,
    };
  }
  return {
    files: files.map((file) => ({
      path: `${target}/${file.split(/[/\\]/).at(-1)}`,
      content: readFileSync(file),
    })),
  };
}
