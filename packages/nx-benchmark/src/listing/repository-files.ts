import { git } from '../git/git';

/**
 * Every file of the workspace that git tracks or would track; empty where git knows none. Only the ranking asks, and it
 * does without where nobody answers.
 */
export function repositoryFiles(workspaceRoot: string): readonly string[] {
  try {
    const { succeeded, stdout } = git(
      workspaceRoot,
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '-z',
    );
    return succeeded ? [...new Set(stdout.split('\0').filter((path) => path !== ''))] : [];
  } catch {
    return [];
  }
}
