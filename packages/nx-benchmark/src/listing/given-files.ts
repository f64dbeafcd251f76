import { existsSync, lstatSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../domain/user-error';

/**
 * Paths as a user gives them, relative to the workspace wherever the user is, or absolute: relative, with `/`, each
 * once. A folder ends in `/`, and so does what was given with one: it may be gone.
 *
 * @throws UserError for what is outside of the workspace, or all of it
 */
export function givenFiles(given: readonly string[], workspaceRoot: string): readonly string[] {
  const paths = given.filter((path) => path !== '').map((path) => workspacePath(path, workspaceRoot));
  return [...new Set(paths)].sort();
}

function workspacePath(given: string, workspaceRoot: string): string {
  const path = relative(workspaceRoot, resolve(workspaceRoot, given));
  if (path === '') {
    throw new UserError(
      `${given} is the whole workspace.`,
      'Name files or folders in it, or list every scenario with --all.',
    );
  }
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) {
    throw new UserError(
      `${given} is outside of the workspace ${workspaceRoot}.`,
      'Give paths relative to the workspace, or absolute ones inside of it.',
    );
  }
  const portable = path.split(sep).join('/');
  return given.endsWith('/') || isFolder(join(workspaceRoot, path)) ? `${portable}/` : portable;
}

/** A link is a file, as it is for git. */
function isFolder(path: string): boolean {
  return existsSync(path) && lstatSync(path).isDirectory();
}
