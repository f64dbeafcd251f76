import { rmSync } from 'node:fs';
import { UserError } from '../domain/user-error';
import type { FileEntry } from '../engine/put-files';
import { makeWorkFolder } from '../engine/work-folder';
import { describe } from '../git/describe';
import { git } from '../git/git';
import { filesOfCheckout, type GitFile } from '../git/git-files';
import { builtOnes } from './built-ones';
import { contentKey } from './content-key';
import type { Source, SourceOrigin } from './source';
import { NEVER_SOURCE, readSourceTree } from './source-tree';

/** How git marks a submodule, or another repository inside of this one. */
const SUBMODULE = '160000';

/**
 * A folder of this machine, without what only measures. In a checkout it is the same source as a commit with the same files:
 * what was built before a commit is there after it.
 */
export function directorySource(folder: string): Source {
  const origin = originOf(folder);
  const key = checkoutKey(folder);
  if (key === undefined) {
    const files = readBuilt(folder);
    return { description: folder, key: filesKey(files), target: '.', read: async () => files, origin };
  }
  const read = async () => {
    const files = readBuilt(folder);
    // Between the two the place to build in may have been made, and what is built is kept under this key.
    if (checkoutKey(folder) === key) return files;
    throw new UserError(`${folder} changed while the run was being prepared.`, 'Start it again.');
  };
  return { description: folder, key, target: '.', read, origin };
}

/** Key of a source whose files git knows, without what only measures. */
export function gitFilesKey(files: readonly GitFile[]): string {
  const lines = builtOnes(files, ({ path }) => path)
    .map(({ path, mode, id }) => `${mode} ${id} ${path}`)
    .sort();
  return contentKey(['git files', ...lines]);
}

/** Undefined where git does not know the files: in no checkout, or with submodules, of which it knows the commits alone. */
function checkoutKey(folder: string): string | undefined {
  const work = makeWorkFolder();
  try {
    if (hasSubmodules(folder)) return undefined;
    const files = filesOfCheckout(folder, NEVER_SOURCE, work)?.filter(({ mode }) => mode !== SUBMODULE);
    // A folder that git ignores as a whole speaks for itself.
    return files === undefined || files.length === 0 ? undefined : gitFilesKey(files);
  } catch (error) {
    // Without git a folder is just a folder.
    if (error instanceof UserError) return undefined;
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readBuilt(folder: string): readonly FileEntry[] {
  return readSourceTree(folder, (paths) => builtOnes(paths, (path) => path));
}

function filesKey(files: readonly FileEntry[]): string {
  const parts = files.flatMap(({ path, content, executable, link }) => [
    path,
    link === undefined ? (executable ? 'x' : '-') : `-> ${link}`,
    content,
  ]);
  return contentKey(['files', ...parts]);
}

function originOf(folder: string): SourceOrigin {
  try {
    const head = git(folder, 'rev-parse', 'HEAD');
    // Said aloud, since a user's configuration may hide untracked files, which are part of the source.
    const status = git(folder, 'status', '--porcelain', '--untracked-files=normal', '--', '.');
    if (!head.succeeded || !status.succeeded) return {};
    const described = describe(folder);
    return {
      commit: head.stdout.trim(),
      changed: status.stdout !== '',
      ...(described === undefined ? {} : { describe: described }),
    };
  } catch {
    // Without git a folder is just a folder.
    return {};
  }
}

/** Their files are not in the tree, only their commits. */
function hasSubmodules(folder: string): boolean {
  return git(folder, 'ls-files', '--stage')
    .stdout.split('\n')
    .some((line) => line.startsWith(`${SUBMODULE} `));
}
