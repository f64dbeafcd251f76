import { execFile } from 'node:child_process';
import { UserError } from '../domain/user-error';
import { complaintOf, type GitResult, gitEnvironment } from './git';

/** Like `git`, for what may take its time: fetching and checking out. */
export function gitLater(
  folder: string,
  arguments_: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 2 ** 28, env: { ...gitEnvironment(), ...env } };
    const child = execFile('git', arguments_, options, (error, stdout, stderr) => {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') {
        reject(new UserError('git cannot be asked: there is no command git.', 'Install git.'));
      } else {
        resolve({ succeeded: error === null, stdout, complaint: complaintOf(stderr) });
      }
    });
    child.stdin?.end();
  });
}
