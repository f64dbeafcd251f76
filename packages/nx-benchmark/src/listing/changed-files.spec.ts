import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, type GitRange } from './changed-files';
import { repositoryFiles } from './repository-files';
import { type MadeRepository, makeRepository } from './testing/made-repository';

let repository: MadeRepository;

beforeEach(() => {
  repository = makeRepository();
  for (const file of ['kept.py', 'gone.py', 'old name.py', 'staged.py', 'unstaged.py', 'sub/below.py']) {
    repository.write(file);
  }
});

afterEach(() => repository.remove());

const changed = (range: GitRange = {}) => changedFiles(repository.root, range, 'main');

describe('what is not committed', () => {
  it('is all there is before the first commit', () => {
    repository.git('add', 'staged.py');
    expect(changed()).toEqual([
      'gone.py',
      'kept.py',
      'old name.py',
      'staged.py',
      'sub/below.py',
      'unstaged.py',
    ]);
  });

  it('counts staged, unstaged, untracked, deleted, and both names of what is renamed', () => {
    repository.write('.gitignore', '*.log\n');
    repository.commit();
    repository.write('staged.py', 'new');
    repository.git('add', 'staged.py');
    repository.write('unstaged.py', 'new');
    repository.write('untracked/ü "quoted".py');
    repository.write('ignored.log');
    rmSync(join(repository.root, 'gone.py'));
    repository.git('mv', 'old name.py', 'new name.py');
    expect(changed()).toEqual([
      'gone.py',
      'new name.py',
      'old name.py',
      'staged.py',
      'unstaged.py',
      'untracked/ü "quoted".py',
    ]);
  });

  it('counts what is staged although the working tree has gone back', () => {
    repository.commit();
    repository.write('staged.py', 'new');
    repository.git('add', 'staged.py');
    repository.write('staged.py');
    expect(changed()).toEqual(['staged.py']);
  });

  it('is nothing in a clean tree', () => {
    repository.commit();
    expect(changed()).toEqual([]);
  });
});

describe('a range', () => {
  beforeEach(() => {
    repository.commit();
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write('feature.py');
    renameSync(join(repository.root, 'old name.py'), join(repository.root, 'new name.py'));
    rmSync(join(repository.root, 'gone.py'));
    repository.commit();
    repository.git('checkout', '--quiet', 'main');
    repository.write('only-on-main.py');
    repository.commit();
    repository.git('checkout', '--quiet', 'feature');
    repository.write('uncommitted.py');
  });

  const COMMITTED = ['feature.py', 'gone.py', 'new name.py', 'old name.py'];

  it('begins at the merge base', () => {
    expect(changed({ base: 'main', head: 'feature' })).toEqual(COMMITTED);
  });

  it('has the default base without one', () => {
    expect(changed({ head: 'HEAD' })).toEqual(COMMITTED);
  });

  it('ends in the working tree without a head', () => {
    expect(changed({ base: 'main' })).toEqual([...COMMITTED, 'uncommitted.py']);
  });

  it('compares histories that share nothing as they are', () => {
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.git('rm', '-r', '--quiet', '--cached', '.');
    rmSync(join(repository.root, 'uncommitted.py'));
    rmSync(join(repository.root, 'kept.py'));
    repository.commit();
    expect(changed({ base: 'feature', head: 'other' })).toEqual(['kept.py']);
  });

  it.each([
    ['base', 'no-such-branch'],
    ['head', '--output=somewhere'],
    ['base', ''],
  ])('refuses --%s=%s in a sentence', (option, name) => {
    expect(() => changed({ [option]: name })).toThrow(`--${option}=${name}: there is no such commit here.`);
  });
});

describe('a workspace', () => {
  it('below the top of its repository has paths of its own, and only those', () => {
    repository.commit();
    repository.write('kept.py', 'new');
    repository.write('sub/below.py', 'new');
    repository.write('sub/untracked.py');
    const workspace = join(repository.root, 'sub');
    expect(changedFiles(workspace, {}, 'main')).toEqual(['below.py', 'untracked.py']);
    expect(changedFiles(workspace, { base: 'HEAD' }, 'main')).toEqual(['below.py', 'untracked.py']);
    expect([...repositoryFiles(workspace)].sort()).toEqual(['below.py', 'untracked.py']);
  });

  it('without a repository is told so, with what helps', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-repository-'));
    try {
      expect(() => changedFiles(folder, {}, 'main')).toThrow(
        `${folder} is in no git repository: not a git repository`,
      );
      expect(repositoryFiles(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('without git is told so', () => {
    const { PATH } = process.env;
    process.env.PATH = '/no/such/folder';
    try {
      expect(() => changed()).toThrow('git cannot be asked: there is no command git.');
      expect(repositoryFiles(repository.root)).toEqual([]);
    } finally {
      process.env.PATH = PATH;
    }
  });
});
