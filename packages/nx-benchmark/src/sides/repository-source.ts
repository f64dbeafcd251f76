import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { redact } from '../domain/redact';
import type { RepositoryRequirement } from '../domain/requirement';
import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import { markInUse } from '../engine/marks';
import { sweepUnfinished, unfinishedPath } from '../files/unfinished';
import { git } from '../git/git';
import { gitLater } from '../git/git-later';
import { withHostLock } from '../lock/host-lock';
import { contentKey } from './content-key';
import { sourceOfCommit } from './revision-source';
import type { Source } from './source';

/**
 * A repository somewhere, fetched with this machine's git: it knows the user's keys, proxies and certificates, none of
 * which the place of the build then needs. What was fetched is kept; a commit that is there is not asked for again.
 *
 * @throws UserError where the repository does not answer or has no such ref
 */
export async function repositorySource(
  { text, url, ref, subdirectory }: RepositoryRequirement,
  cache: string,
  events: EventSink,
): Promise<Source> {
  const shown = redact(text);
  const name = `repositories/${contentKey([url]).slice(0, 16)}`;
  const folder = join(cache, name);
  const holder = { pid: process.pid, what: `fetching ${shown}`, since: new Date().toISOString() };
  const waiting = () => events({ kind: 'step', text: `waiting for another process that fetches ${shown}` });
  const commit = await withHostLock(folder, holder, waiting, async () => {
    await makeRepository(folder);
    // It is read until the wheel is built.
    markInUse(cache, name);
    writeFileSync(join(folder, 'description'), `${redact(url)}\n`);
    const now = new Date();
    utimesSync(folder, now, now);
    const known = knownCommit(folder, ref);
    if (known !== undefined) return known;
    events({ kind: 'step', text: `fetching ${shown}` });
    return fetchCommit(folder, url, ref, shown);
  });
  return sourceOfCommit(folder, commit, subdirectory, shown);
}

/**
 * A killed git leaves its lock files, and every later one would stop at them. One that lives on without us could still
 * hold them, so they are not taken away: the repository is, and a new one takes its place.
 */
async function makeRepository(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  sweepUnfinished(dirname(folder));
  if (existsSync(folder) && hasLocks(folder)) {
    const old = unfinishedPath(folder);
    renameSync(folder, old);
    rmSync(old, { recursive: true, force: true, maxRetries: 3 });
  }
  mkdirSync(folder, { recursive: true });
  await gitLater(folder, ['init', '--quiet', '--bare']);
}

/** Not those of objects: their names are never locked. */
function hasLocks(folder: string): boolean {
  const refs = join(folder, 'refs');
  const names = [...readdirSync(folder), ...(existsSync(refs) ? readdirSync(refs, { recursive: true }) : [])];
  return names.some((name) => String(name).endsWith('.lock'));
}

/** Only a whole commit is a name that never moves. */
function knownCommit(folder: string, ref: string | undefined): string | undefined {
  if (ref === undefined || !/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(ref)) return undefined;
  return git(folder, 'cat-file', '-e', `${ref}^{commit}`).succeeded ? ref : undefined;
}

/**
 * All history and tags: tools that make a version of them need both. The address is given to each fetch and never
 * written down, since it may hold a password.
 */
async function fetchCommit(
  folder: string,
  url: string,
  ref: string | undefined,
  shown: string,
): Promise<string> {
  const all = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
  const fetched = await gitLater(folder, [
    'fetch',
    '--quiet',
    '--no-write-fetch-head',
    '--prune',
    url,
    ...all,
  ]);
  if (!fetched.succeeded) {
    throw new UserError(
      `${shown}: git could not fetch it: ${redact(fetched.complaint)}.`,
      'It is fetched with this machine’s git: see whether "git ls-remote" answers for the same address.',
    );
  }
  const commit = await resolve(folder, url, ref);
  if (commit !== undefined) return commit;
  throw new UserError(
    `${shown}: the repository has no branch, tag or commit ${ref ?? 'HEAD'}.`,
    'Write the ref after the last @, as git names it.',
  );
}

async function resolve(folder: string, url: string, ref: string | undefined): Promise<string | undefined> {
  if (ref === undefined) {
    const { stdout } = await gitLater(folder, ['ls-remote', url, 'HEAD']);
    return /^([0-9a-f]+)\tHEAD$/m.exec(stdout)?.[1];
  }
  if (ref.startsWith('-')) return undefined;
  const here = git(folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  if (here.succeeded) return here.stdout.trim();
  // A commit or ref outside of branches and tags: a pull request's.
  const fetched = await gitLater(folder, ['fetch', '--quiet', url, `+${ref}:refs/nx-benchmark/${ref}`]);
  if (!fetched.succeeded) return undefined;
  return git(folder, 'rev-parse', `refs/nx-benchmark/${ref}^{commit}`).stdout.trim();
}
