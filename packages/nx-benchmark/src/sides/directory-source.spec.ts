import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { directorySource } from './directory-source';
import { revisionSource } from './revision-source';

let folder: string;

const git = (...words: string[]) => {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  return execFileSync('git', [...identity, ...words], { cwd: folder, stdio: 'pipe' });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-'));
  writeFileSync(join(folder, 'pyproject.toml'), '[project]\n');
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'start');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ofHead = () =>
  revisionSource({
    kind: 'revision',
    text: 'git:HEAD',
    folder,
    extras: '',
    revision: { kind: 'ref', ref: 'HEAD' },
  });

/** A file of the folder, below folders that may be new. */
const write = (path: string, content: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

describe('a folder in which git sees no change', () => {
  it('is the same source as its commit', async () => {
    const [source, commit] = [directorySource(folder), ofHead()];
    expect(source.key).toBe(commit.key);
    expect(await source.read()).toEqual(await commit.read());
  });

  it.each([
    ['a changed file', 'pyproject.toml'],
    ['a new file', 'new.py'],
  ])('is another source with %s, also where the configuration hides new files', (_, file) => {
    git('config', 'status.showUntrackedFiles', 'no');
    writeFileSync(join(folder, file), '# new\n');
    const source = directorySource(folder);
    expect(source.key).not.toBe(ofHead().key);
    expect(source.origin.changed).toBe(true);
  });
});

describe('a folder with changes', () => {
  it('is the source that a commit of them is', async () => {
    write('library/part.py', 'print()\n');
    write('run.sh', '#!/bin/sh\n');
    chmodSync(join(folder, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(folder, 'link'));
    write('gone.py', '');
    git('add', 'gone.py');
    rmSync(join(folder, 'gone.py'));
    const changed = directorySource(folder);
    const files = await changed.read();
    git('add', '--all');
    git('commit', '-q', '-m', 'changes');
    expect(directorySource(folder).key).toBe(changed.key);
    expect(ofHead().key).toBe(changed.key);
    expect(await ofHead().read()).toEqual(files);
  });

  it.each([
    ['its content', () => write('run.sh', '# changed\n')],
    ['its mode', () => chmodSync(join(folder, 'run.sh'), 0o755)],
    ['its name', () => renameSync(join(folder, 'run.sh'), join(folder, 'start.sh'))],
    [
      'what a link points to',
      () => {
        rmSync(join(folder, 'link'));
        symlinkSync('pyproject.toml', join(folder, 'link'));
      },
    ],
  ])('is another source when a file changes %s', (_, change) => {
    write('run.sh', '');
    symlinkSync('run.sh', join(folder, 'link'));
    const { key } = directorySource(folder);
    change();
    expect(directorySource(folder).key).not.toBe(key);
  });

  it('is read without a trace in the repository', () => {
    write('new.py', 'a new file\n');
    const state = () => [git('count-objects', '-v'), git('status', '--porcelain')].map(String);
    const before = state();
    directorySource(folder);
    expect(state()).toEqual(before);
  });

  it('is refused when it changes after its key was made, since what is built would be kept under that', async () => {
    const source = directorySource(folder);
    write('new.py', '');
    await expect(source.read()).rejects.toThrow('changed while the run was being prepared');
  });
});

it.each([
  ['a checkout', true],
  ['a plain folder', false],
])('the scenarios in %s are no part of its source', async (_, checkout) => {
  if (!checkout) rmSync(join(folder, '.git'), { recursive: true });
  write('benchmarks/suitespec.yml', 'suites: {}\n');
  const { key } = directorySource(folder);
  write('benchmarks/span/scenario.py', 'import bm\n');
  write('benchmarks/span/config.yaml', 'start: {}\n');
  write('benchmarks/bm/more.py', '');
  const source = directorySource(folder);
  const paths = (await source.read()).map(({ path }) => path);
  expect(paths).toEqual(['pyproject.toml']);
  write('benchmarks/span/scenario.py', 'import bm  # changed\n');
  expect(directorySource(folder).key).toBe(source.key);
  // Without a scenario a file of that name is anybody's.
  expect(key).not.toBe(source.key);
});

it('a suite whose suitespec was deleted is part of the source, in its key and in its files', async () => {
  write('speed/suitespec.yml', 'suites: {}\n');
  write('speed/span/scenario.py', 'import bm\n');
  write('speed/span/config.yaml', 'start: {}\n');
  git('add', '--all');
  git('commit', '-q', '-m', 'a suite');
  rmSync(join(folder, 'speed/suitespec.yml'));
  const source = directorySource(folder);
  const paths = (await source.read()).map(({ path }) => path);
  expect(paths).toEqual(['pyproject.toml', 'speed/span/config.yaml', 'speed/span/scenario.py']);
  write('speed/span/scenario.py', 'import bm  # changed\n');
  expect(directorySource(folder).key).not.toBe(source.key);
});

it('what tools put beside a source is no part of it, unless git tracks it', async () => {
  const { key } = directorySource(folder);
  write('node_modules/x/index.js', '');
  write('deep/.venv/bin/python', '');
  expect(directorySource(folder).key).toBe(key);
  git('add', 'node_modules');
  git('commit', '-q', '-m', 'vendored');
  write('node_modules/x/index.js', '// changed');
  const source = directorySource(folder);
  const files = await source.read();
  expect(files.map(({ path }) => path)).toEqual(['node_modules/x/index.js', 'pyproject.toml']);
  git('commit', '-q', '-a', '-m', 'changed');
  expect(ofHead().key).toBe(source.key);
});

it('a folder that the checkout around it ignores is a source of its own', async () => {
  write('.gitignore', 'made\n');
  write('made/pyproject.toml', '[project]\n');
  const source = directorySource(join(folder, 'made'));
  expect((await source.read()).map(({ path }) => path)).toEqual(['pyproject.toml']);
});
