import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { RepositoryRequirement } from '../domain/requirement';
import { repositorySource } from './repository-source';

let [folder, library, cache] = ['', '', ''];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'repository-source-'));
  [library, cache] = [join(folder, 'library'), join(folder, 'cache')];
  mkdirSync(library);
  git('init', '--quiet', '--initial-branch=main');
  commit('1.0');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...arguments_: string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@localhost'];
  return execFileSync('git', [...identity, ...arguments_], { cwd: library, encoding: 'utf8' }).trim();
}

function commit(version: string): string {
  writeFileSync(join(library, 'pyproject.toml'), `[project]\nname = "counting"\nversion = "${version}"\n`);
  git('add', '.');
  git('commit', '--quiet', `--message=${version}`);
  return git('rev-parse', 'HEAD');
}

async function fetchMain() {
  const url = String(pathToFileURL(library));
  const text = `git+${url}@main`;
  const requirement: RepositoryRequirement = {
    kind: 'repository',
    text,
    url,
    ref: 'main',
    subdirectory: '',
    extras: '',
  };
  return repositorySource(requirement, cache, () => undefined);
}

it('gives the commit that a branch is at now', async () => {
  const first = await fetchMain();
  const newest = commit('1.1');
  const second = await fetchMain();
  expect(first.origin?.commit).toBe(git('rev-parse', 'HEAD~1'));
  expect(second.origin?.commit).toBe(newest);
  expect((await second.read()).map(({ path }) => path)).toEqual(['pyproject.toml']);
});

it('is not stopped by what a git leaves that was killed', async () => {
  await fetchMain();
  const repositories = join(cache, 'repositories');
  const [kept] = readdirSync(repositories);
  writeFileSync(join(repositories, kept!, 'refs/heads/main.lock'), '');
  const newest = commit('1.1');
  expect((await fetchMain()).origin?.commit).toBe(newest);
  expect(readdirSync(repositories)).toEqual([kept]);
});
