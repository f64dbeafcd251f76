import { existsSync, realpathSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { RevisionRequirement } from '../domain/requirement';
import { UserError } from '../domain/user-error';
import { makeWorkFolder } from '../engine/work-folder';
import { describe } from '../git/describe';
import { git } from '../git/git';
import { filesOfCommit } from '../git/git-files';
import { readCommit } from '../git/read-commit';
import { builtOnes } from './built-ones';
import { gitFilesKey } from './directory-source';
import type { Source } from './source';

/**
 * This repository at another revision.
 *
 * @throws UserError where there is no repository, no such revision, or no Python project in it
 */
export function revisionSource({ text, folder, revision }: RevisionRequirement): Source {
  const root = repositoryAround(folder, text);
  const commit =
    revision.kind === 'ref' ? commitOf(root, revision.ref, text) : mergeBase(root, revision.base);
  const subdirectory = relative(root, realFolder(folder)).replaceAll('\\', '/');
  return {
    ...sourceOfCommit(root, commit, subdirectory, text),
    description: `${text} (${commit.slice(0, 12)})`,
  };
}

/**
 * A commit of a repository as a source.
 *
 * @param text the requirement, for messages
 */
export function sourceOfCommit(
  repository: string,
  commit: string,
  subdirectory: string,
  text: string,
): Source {
  const files = filesOfCommit(repository, commit, subdirectory);
  if (!files.some(({ path }) => path === 'pyproject.toml' || path === 'setup.py')) {
    const place = subdirectory === '' ? '' : `${subdirectory}/ of `;
    throw new UserError(
      `${text}: ${place}commit ${commit.slice(0, 12)} holds no pyproject.toml and no setup.py, so pip cannot install it.`,
      'Name the folder of the Python project: #subdirectory=FOLDER at the end.',
    );
  }
  const described = describe(repository, commit);
  return {
    description: `${text} (${commit.slice(0, 12)})`,
    key: gitFilesKey(files),
    target: '.',
    read: () => checkOut(repository, commit, subdirectory),
    origin: { commit, changed: false, ...(described === undefined ? {} : { describe: described }) },
  };
}

async function checkOut(
  repository: string,
  commit: string,
  subdirectory: string,
): ReturnType<typeof readCommit> {
  const folder = makeWorkFolder();
  try {
    const files = await readCommit(repository, commit, subdirectory, folder);
    return builtOnes(files, ({ path }) => path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function repositoryAround(folder: string, text: string): string {
  // The folder may be new or gone; the repository around it is not.
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { succeeded, stdout } = git(existing, 'rev-parse', '--show-toplevel');
  if (succeeded) return stdout.trim();
  throw new UserError(
    `${text}: ${existing} is in no git repository.`,
    'Name a release, a folder or a wheel instead.',
  );
}

function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** A branch that only the remote has counts too: in CI there is mostly nothing else. */
function commitOf(root: string, ref: string, text: string): string {
  for (const name of [ref, `origin/${ref}`]) {
    if (name.startsWith('-')) continue;
    const { succeeded, stdout } = git(root, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`);
    if (succeeded) return stdout.trim();
  }
  throw new UserError(
    `${text}: this repository has no revision ${ref}.`,
    `Its branches: ${branches(root)}. In a shallow clone, fetch it first: git fetch origin ${ref}.`,
  );
}

function branches(root: string): string {
  const { stdout } = git(
    root,
    'for-each-ref',
    '--format=%(refname:short)',
    '--count=8',
    '--sort=-committerdate',
    'refs/heads',
    'refs/remotes',
  );
  return stdout.trim().split('\n').join(', ') || 'none';
}

function mergeBase(root: string, base: string): string {
  const commit = commitOf(root, base, 'git:merge-base');
  const { succeeded, stdout } = git(root, 'merge-base', 'HEAD', commit);
  if (succeeded) return stdout.trim();
  throw new UserError(
    `git:merge-base: HEAD and ${base} have no common ancestor here.`,
    'A shallow clone may lack it: fetch more history (git fetch --unshallow; in CI, fetch depth 0).',
  );
}
