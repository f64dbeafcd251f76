import { UserError } from '../domain/user-error';
import { type GitResult, git } from '../git/git';

/** What helps where git does not know. */
const NAME_THE_FILES = 'Name the changed files, or list every scenario with --all.';

/** Two commits between which files changed. */
export interface GitRange {
  /** Absent: the workspace's default base, where there is a head; else nothing committed counts. */
  readonly base?: string | undefined;
  /** Absent: what is in the working tree now. */
  readonly head?: string | undefined;
}

/**
 * The files of a workspace that changed according to git, sorted: without a range those that are staged, unstaged or
 * untracked; with a base those since its merge base with the head; with a base alone both. A deleted file counts, a
 * renamed one with both of its names.
 *
 * @param defaultBase the base of a range that has only a head
 * @throws UserError where git or the repository is missing, or a commit is not in it
 */
export function changedFiles(
  workspaceRoot: string,
  { base, head }: GitRange,
  defaultBase: string,
): readonly string[] {
  const repository = git(workspaceRoot, 'rev-parse', '--is-inside-work-tree');
  if (!repository.succeeded) {
    throw new UserError(`${workspaceRoot} is in no git repository: ${repository.complaint}.`, NAME_THE_FILES);
  }
  const files: string[] = [];
  if (base !== undefined || head !== undefined) {
    const [from, to] = [
      commit(workspaceRoot, 'base', base ?? defaultBase),
      commit(workspaceRoot, 'head', head ?? 'HEAD'),
    ];
    files.push(...paths(workspaceRoot, ...DIFF, mergeBase(workspaceRoot, from, to), to));
  }
  if (head === undefined) {
    files.push(
      ...paths(workspaceRoot, ...DIFF, '--cached'),
      ...paths(workspaceRoot, ...DIFF),
      ...paths(workspaceRoot, 'ls-files', '--others', '--exclude-standard', '-z'),
    );
  }
  return [...new Set(files)].sort();
}

/** Without looking for renames: a moved file is gone from one place and new in another. */
const DIFF = ['diff', '--name-only', '--no-renames', '--relative', '-z'];

function paths(folder: string, ...arguments_: readonly string[]): string[] {
  return checked(git(folder, ...arguments_))
    .split('\0')
    .filter((path) => path !== '');
}

function checked({ succeeded, stdout, complaint }: GitResult): string {
  if (!succeeded) throw new UserError(`git cannot tell what has changed: ${complaint}.`, NAME_THE_FILES);
  return stdout;
}

function commit(folder: string, option: string, name: string): string {
  // What begins with a dash would be an option.
  const found = name.startsWith('-')
    ? undefined
    : git(folder, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  if (found?.succeeded) return found.stdout.trim();
  throw new UserError(
    `--${option}=${name}: there is no such commit here.`,
    'In a shallow clone, fetch it first: git fetch --unshallow, or more of its depth.',
  );
}

/** Histories that have nothing in common, or a clone too shallow to know it, are compared as they are. */
function mergeBase(folder: string, from: string, to: string): string {
  const { succeeded, stdout } = git(folder, 'merge-base', from, to);
  return succeeded ? stdout.trim() : from;
}
