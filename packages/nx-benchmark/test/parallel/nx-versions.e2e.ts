import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nx, REPOSITORY } from '../nx';

/** The newest release of each major version that the plugin supports. */
const VERSIONS = ['22.7.12', '23.3.2', '24.0.6'];

const SUITESPEC = `components:
  $always: [setup.py]
  deep: [library/deep/*]
suites:
  deep:
    paths: ['@deep']
  prefix:
    paths: [library/_x.py*]
  set:
    paths: ['library/part[12]/*.py', 'library/[!a-m]*.c']
  single:
    paths: [library/a?b.py]
`;

const WITH_SUITE = ['deep', 'prefix', 'set', 'single'];
const ALL = ['deep', 'loose', 'prefix', 'set', 'single'];

/** Changed files, none of which exists, and the scenarios they select by the meaning of Python's fnmatch. */
const SELECTIONS: readonly (readonly [files: readonly string[], scenarios: readonly string[]])[] = [
  [['library/deep/er/a.py', 'library/_x.pyi', 'library/part1/a.py', 'library/a-b.py'], WITH_SUITE],
  [['library/deep/.a', 'library/_x.py.d/in/a.h', 'library/part2/in/a.py', 'library/a/b.py'], WITH_SUITE],
  [['library/xyz/a.c'], ['set']],
  [['library/deeper.py', 'library/x.py', 'library/part3/a.py', 'library/ab.c', 'library/ab.py'], []],
  [['in/library/deep/a.py', 'setup.pyc', 'in/setup.py', 'docs/index.md'], []],
  [['setup.py'], ALL],
  [['benchmarks/base/requirements.txt'], ALL],
  [['benchmarks/loose/helper.py'], ['loose']],
];

/** Where the tarball and the workspaces are. */
let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nx-versions-'));
  const packed = command(REPOSITORY, 'npm', 'pack', '-w', 'nx-benchmark', '--pack-destination', folder);
  tarball = join(folder, packed.trim().split('\n').at(-1)!);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(VERSIONS)('on Nx %s', (version) => {
  let root: string;

  beforeAll(() => {
    root = join(folder, version);
    makeWorkspace(root, version);
  });

  const run = (...arguments_: string[]) => nx(arguments_, { cwd: root, bin: join(root, BIN) });

  const affected = async (...arguments_: string[]): Promise<string[]> => {
    const listing = ['show', 'projects', '--affected', '--withTarget=benchmark', '--json'];
    const { stdout } = await run(...listing, ...arguments_);
    return JSON.parse(stdout).sort();
  };

  it.each(SELECTIONS)('%j selects %j', async (files, scenarios) => {
    expect(await affected(`--files=${files.join(',')}`)).toEqual(scenarios);
  });

  it('affected would run the tasks of the same scenarios', async () => {
    const { stdout } = await run(
      'affected',
      '-t',
      'benchmark',
      '--files=library/deep/er.py',
      '--graph=stdout',
    );
    expect(Object.keys(JSON.parse(stdout).tasks.tasks)).toEqual(['deep:benchmark']);
  });

  it('a renamed file counts where it was and where it is; a deleted one where it was', async () => {
    command(root, 'git', 'mv', 'library/deep/renamed.py', 'library/a-b.py');
    commit(root);
    expect(await affected('--base=HEAD~1', '--head=HEAD')).toEqual(['deep', 'single']);
    command(root, 'git', 'rm', '-q', 'library/_x.py');
    commit(root);
    expect(await affected('--base=HEAD~1', '--head=HEAD')).toEqual(['prefix']);
  });

  it('where a suite is wrong, names the place, fails its scenario alone, and lets every change select it', async () => {
    const file = 'benchmarks/suitespec.yml';
    const problem = `${file}:6:13: there is no component 'deeep'; did you mean '@deep'?`;
    writeFileSync(join(root, file), SUITESPEC.replace("['@deep']", "['@deeep']"));
    try {
      const { code, stdout } = await run('show', 'projects', '--json');
      expect(JSON.parse(stdout).sort()).toEqual(['benchmarks', ...ALL]);
      expect(code).toBe(0);
      expect((await run('show', 'project', 'benchmarks', '--json')).stdout).toContain(problem);
      const sides = ['--baseline=x', '--candidate=x', '--dryRun'];
      const broken = await run('run', 'deep:benchmark', ...sides);
      expect(broken.output).toContain(
        `error: deep cannot be measured before its suite is mended:\n${problem}`,
      );
      expect(broken.code).toBe(1);
      expect((await run('run', 'prefix:benchmark', ...sides)).code).toBe(0);
      expect(await affected('--files=library/a-b.py')).toEqual(['deep', 'single']);
    } finally {
      writeFileSync(join(root, file), SUITESPEC);
    }
  });

  if (!version.startsWith('24.')) return;

  it('explains a selection by the file and the input it matches', async () => {
    const change = ['affected', '-t', 'benchmark', '--files=library/deep/er.py'];
    expect((await run(...change, '--explain', '--verbose')).stdout).toContain('library/deep/**/*');
    const { affected } = JSON.parse((await run(...change, '--explain=stdout')).stdout);
    expect(affected).toEqual({
      'deep:benchmark': [{ kind: 'input-file', file: 'library/deep/er.py', pattern: 'library/deep/**/*' }],
    });
  });
});

const BIN = 'node_modules/.bin/nx';

function makeWorkspace(root: string, version: string): void {
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  write('package.json', '{ "name": "made", "private": true }\n');
  write(
    'nx.json',
    JSON.stringify({ analytics: false, neverConnectToCloud: true, plugins: ['nx-benchmark'] }),
  );
  write('.gitignore', 'node_modules\n.nx\n');
  write('benchmarks/suitespec.yml', SUITESPEC);
  for (const scenario of ALL) {
    write(`benchmarks/${scenario}/scenario.py`, 'import bm\n');
    write(`benchmarks/${scenario}/config.yaml`, 'small:\n  size: 1\n');
  }
  for (const file of ['library/deep/renamed.py', 'library/_x.py']) write(file, `# ${file}\n`.repeat(9));
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
  command(root, 'npm', 'install', '--save-dev', ...quiet, `nx@${version}`, tarball);
  command(root, 'git', 'init', '-q', '-b', 'main');
  commit(root);
}

function commit(root: string): void {
  command(root, 'git', 'add', '--all');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  command(root, 'git', ...identity, 'commit', '-q', '-m', 'change');
}

function command(folder: string, program: string, ...arguments_: string[]): string {
  return execFileSync(program, arguments_, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
