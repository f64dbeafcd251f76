import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { git, gitWith } from './git';

/** A file as git knows it. */
export interface GitFile {
  /** Relative to the folder that was asked for, with `/`. */
  readonly path: string;
  /** `100644`, `100755` (executable), `120000` (symbolic link), `160000` (a commit of a submodule). */
  readonly mode: string;
  /** Hash of its content as git would commit it. */
  readonly id: string;
}

/** The files of a commit below a folder of it. */
export function filesOfCommit(repository: string, commit: string, subdirectory: string): readonly GitFile[] {
  const { stdout } = git(repository, 'ls-tree', '-r', '-z', `${commit}:${subdirectory}`);
  return parse(stdout, /^(\d+) \w+ (\w+)\t(.*)$/s);
}

/**
 * The files below a folder of a checkout as a commit of all of them would have them: changed and new files too, ignored ones
 * not. The repository is left alone, its index included.
 *
 * @param left names of folders whose new files are left out as if they were ignored
 * @param work an empty folder to work in, which the caller removes
 * @returns undefined where the folder is in no checkout, or git cannot read all of it
 */
export function filesOfCheckout(
  folder: string,
  left: readonly string[],
  work: string,
): readonly GitFile[] | undefined {
  const [index, objects] = ['index', 'objects'].map((name) => git(folder, 'rev-parse', '--git-path', name));
  if (!index?.succeeded || !objects?.succeeded) return undefined;
  const env = {
    GIT_INDEX_FILE: join(work, 'index'),
    GIT_OBJECT_DIRECTORY: join(work, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(folder, objects.stdout.trim()),
  };
  mkdirSync(env.GIT_OBJECT_DIRECTORY);
  const original = resolve(folder, index.stdout.trim());
  // With it git need not read again what has not changed.
  if (existsSync(original)) copyFileSync(original, env.GIT_INDEX_FILE);
  const excluded = left.map((name) => `:(exclude,glob)**/${name}/**`);
  const added = [
    gitWith(env, folder, 'add', '--update', '--', '.'),
    gitWith(env, folder, 'add', '--all', '--', '.', ...excluded),
  ];
  if (added.some(({ succeeded }) => !succeeded)) return undefined;
  const { stdout } = gitWith(env, folder, 'ls-files', '--stage', '-z');
  return parse(stdout, /^(\d+) (\w+) 0\t(.*)$/s);
}

function parse(listing: string, line: RegExp): readonly GitFile[] {
  return listing
    .split('\0')
    .filter((text) => text !== '')
    .map((text) => {
      const [, mode = '', id = '', path = ''] = line.exec(text) ?? [];
      return { path, mode, id };
    });
}
