import { lstatSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../domain/user-error';
import { gitLater } from './git-later';

/** A file of a commit; `path` is relative, with `/`. */
export interface CommittedFile {
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
  /** Of a symbolic link: what it points to. */
  readonly link?: string;
}

/**
 * The files of a commit as a checkout would have them (line endings, large files, submodules), sorted. The repository's
 * own checkout, index and HEAD are left alone.
 *
 * @param repository absolute folder of a checkout or a bare repository
 * @param subdirectory only what is below it, and relative to it; empty for all
 * @param folder an empty one to work in, which the caller removes
 * @throws UserError where git cannot give the files
 */
export async function readCommit(
  repository: string,
  commit: string,
  subdirectory: string,
  folder: string,
): Promise<readonly CommittedFile[]> {
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  const { stdout } = await checked(repository, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const entries = stdout.split('\0').filter((entry) => entry !== '');
  const files = entries.some((entry) => entry.startsWith(SUBMODULE))
    ? await checkOutWithSubmodules(repository, commit, tree)
    : await checkOut(repository, commit, tree, join(folder, 'index'), entries);
  const prefix = subdirectory === '' ? '' : `${subdirectory.replace(/\/+$/, '')}/`;
  return files
    .filter((path) => path.startsWith(prefix))
    .sort()
    .map((path) => readFile(join(tree, path), path.slice(prefix.length)));
}

const SUBMODULE = '160000 ';

async function checkOut(
  repository: string,
  commit: string,
  tree: string,
  index: string,
  entries: readonly string[],
): Promise<string[]> {
  await checked(repository, [`--work-tree=${tree}`, 'read-tree', '--reset', '-u', commit], {
    GIT_INDEX_FILE: index,
  });
  return entries.map((entry) => entry.slice(entry.indexOf('\t') + 1));
}

/** Submodules are repositories of their own: only a clone knows how to come by them. */
async function checkOutWithSubmodules(repository: string, commit: string, tree: string): Promise<string[]> {
  const { stdout: gitFolder } = await checked(repository, ['rev-parse', '--absolute-git-dir']);
  await checked(tree, ['init', '--quiet']);
  await checked(tree, ['fetch', '--quiet', '--depth=1', String(pathToFileURL(gitFolder.trim())), commit]);
  // Their addresses may be relative to where the repository itself came from.
  const { stdout: origin } = await gitLater(repository, ['config', '--get', 'remote.origin.url']);
  await checked(tree, ['remote', 'add', 'origin', origin.trim() || repository]);
  await checked(tree, ['checkout', '--quiet', '--detach', commit]);
  await checked(tree, ['submodule', 'update', '--quiet', '--init', '--recursive']);
  const { stdout } = await checked(tree, ['ls-files', '-z', '--recurse-submodules']);
  return stdout.split('\0').filter((path) => path !== '');
}

async function checked(
  folder: string,
  arguments_: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string }> {
  const result = await gitLater(folder, arguments_, env);
  if (!result.succeeded) {
    throw new UserError(`git could not check out what a side asks for: ${result.complaint}.`);
  }
  return result;
}

function readFile(from: string, path: string): CommittedFile {
  const status = lstatSync(from);
  if (status.isSymbolicLink()) {
    return { path, content: Buffer.alloc(0), executable: false, link: readlinkSync(from) };
  }
  return { path, content: readFileSync(from), executable: (status.mode & 0o111) !== 0 };
}
