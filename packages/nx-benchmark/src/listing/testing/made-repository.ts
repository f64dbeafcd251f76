import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository of its own, for one test file. */
export interface MadeRepository {
  readonly root: string;
  git(...arguments_: string[]): string;
  write(path: string, content?: string): void;
  /** Adds everything there is and commits it. */
  commit(): string;
  remove(): void;
}

/** Makes an empty repository on the branch `main`, untouched by the settings of whoever runs the test. */
export function makeRepository(): MadeRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...arguments_: string[]) =>
    execFileSync('git', arguments_, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  git('init', '--quiet', '--initial-branch=main');
  return {
    root,
    git,
    write: (path, content = `${path}\n`.repeat(20)) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    commit: () => {
      git('add', '--all');
      git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '--message=change');
      return git('rev-parse', 'HEAD').trim();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
