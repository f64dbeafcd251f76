import { spawnSync } from 'node:child_process';
import { UserError } from '../domain/user-error';

/** How a finished git command ended and what it said. */
export interface GitResult {
  readonly succeeded: boolean;
  readonly stdout: string;
  /** What it complained of, without what it said before. */
  readonly complaint: string;
}

/**
 * Runs git in a folder, in English. A failure is a result.
 *
 * @throws UserError where there is no git
 */
export function git(folder: string, ...arguments_: readonly string[]): GitResult {
  return gitWith({}, folder, ...arguments_);
}

/** The same with further variables in git's environment. */
export function gitWith(
  env: Readonly<Record<string, string>>,
  folder: string,
  ...arguments_: readonly string[]
): GitResult {
  const { error, status, stdout, stderr } = spawnSync('git', arguments_, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...gitEnvironment(), ...env },
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error !== undefined) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = absent ? 'there is no command git' : error.message;
    throw new UserError(
      `git cannot be asked: ${reason}.`,
      'Install git, or name what it would tell: the changed files, or a folder or a wheel as a side.',
      { cause: error },
    );
  }
  return { succeeded: status === 0, stdout, complaint: complaintOf(stderr) };
}

/** English, and nobody is asked for a password. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}

/** The line of an error output that says what is wrong. */
export function complaintOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const complaint = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines[0] ?? '';
  return complaint.replace(/^(fatal|error): /, '');
}
