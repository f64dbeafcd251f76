import { spawnSync } from 'node:child_process';
import { UserError } from '../domain/user-error';

/** How a finished git command ended and what it said. */
export interface GitResult {
  readonly succeeded: boolean;
  readonly stdout: string;
  /** The first thing it complained of. */
  readonly complaint: string;
}

/**
 * Runs git in a folder, in English. A failure is a result.
 *
 * @throws UserError where there is no git
 */
export function git(folder: string, ...arguments_: readonly string[]): GitResult {
  const { error, status, stdout, stderr } = spawnSync('git', arguments_, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error !== undefined) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = absent ? 'there is no command git' : error.message;
    throw new UserError(`git cannot be asked: ${reason}.`, NAME_THE_FILES, { cause: error });
  }
  const [complaint = ''] = stderr.split('\n');
  return { succeeded: status === 0, stdout, complaint: complaint.replace(/^fatal: /, '') };
}

/** What helps where git does not know. */
export const NAME_THE_FILES = 'Name the changed files, or list every scenario with --all.';
