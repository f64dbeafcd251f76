import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Requirement } from '../domain/requirement';
import { UserError } from '../domain/user-error';

// PEP 508: a distribution name, extras, a specifier. pip judges the rest.
const INDEX_REQUIREMENT =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*((?:[<>=!~]=?=?|===).*)?$/;
const EXACT_PIN = /^===?\s*([^\s,;*]+)\s*$/;

/**
 * Reads what a side is to install. Forms: `name`, `name==1.2`, any specifier, a folder with a Python project, a wheel.
 *
 * @param text as the user wrote it
 * @param option the option it came from, for messages
 * @param folder folder that relative paths start from
 * @throws UserError for a form that is not understood or a path that holds no Python project
 */
export function parseRequirement(text: string, option: string, folder: string): Requirement {
  const trimmed = text.trim();
  if (trimmed === '') {
    throw new UserError(
      `--${option} is empty.`,
      `Name what this side installs, for example --${option}=ddtrace==4.15.7.`,
    );
  }
  if (/^git[+:]|^[\w.-]+\/[\w.-]+@/.test(trimmed)) {
    throw new UserError(
      `--${option}=${text}: requirements from git are not supported yet.`,
      'Check the ref out (git worktree add) and give the folder, or build a wheel and give its path.',
    );
  }
  if (looksLikePath(trimmed)) return fromPath(trimmed, option, resolve(folder, trimmed));
  const match = INDEX_REQUIREMENT.exec(trimmed);
  if (match === null) {
    throw new UserError(
      `--${option}=${text} is neither a requirement nor a path.`,
      'Forms: name, name==1.2, name>=1,<2, a folder (./library) or a wheel (./dist/library-1.0-py3-none-any.whl).',
    );
  }
  const pinned = EXACT_PIN.exec(match[3] ?? '')?.[1];
  return { kind: 'index', text: trimmed, name: match[1]!, ...(pinned === undefined ? {} : { pinned }) };
}

function looksLikePath(text: string): boolean {
  return text === '.' || text === '..' || /^\.{0,2}\//.test(text) || text.endsWith('.whl');
}

function fromPath(text: string, option: string, path: string): Requirement {
  if (!existsSync(path)) {
    throw new UserError(
      `--${option}=${text}: ${path} does not exist.`,
      'Relative paths start at the workspace root.',
    );
  }
  if (path.endsWith('.whl')) return { kind: 'wheel', text, path };
  if (!statSync(path).isDirectory()) {
    throw new UserError(`--${option}=${text}: ${path} is neither a folder nor a wheel.`);
  }
  if (!existsSync(join(path, 'pyproject.toml')) && !existsSync(join(path, 'setup.py'))) {
    throw new UserError(
      `--${option}=${text}: ${path} holds no pyproject.toml and no setup.py, so pip cannot install it.`,
    );
  }
  return { kind: 'directory', text, path };
}
