import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nx, REPOSITORY } from './nx';

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

const ALL = ['deep', 'loose', 'prefix', 'set', 'single'];

/** Changed files, none of which exists, and the scenarios they select: what Python's fnmatch says. */
const SELECTIONS: readonly (readonly [files: string, scenarios: readonly string[]])[] = [
  ['library/deep/er/and/deeper.py', ['deep']],
  ['library/deep/.hidden,library/deeper.py', ['deep']],
  ['library/_x.py', ['prefix']],
  ['library/_x.pyi,library/_x.py.d/inner/file.h', ['prefix']],
  ['library/part1/sub/folder/file.py', ['set']],
  ['library/part3/file.py,library/abc.c', []],
  ['library/xyz/a.c', ['set']],
  ['library/a-b.py,library/x/a/b.py', ['single']],
  ['library/a/b.py', ['single']],
  ['setup.py', ALL],
  ['setup.pyc,sub/setup.py,docs/index.md', []],
  ['benchmarks/loose/helper.py', ['loose']],
  ['benchmarks/base/requirements.txt', ALL],
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

  it.each(SELECTIONS)('%s selects %j', async (files, scenarios) => {
    expect(await affected(`--files=${files}`)).toEqual(scenarios);
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

  it('names the place where a suite is wrong', async () => {
    const file = 'benchmarks/suitespec.yml';
    writeFileSync(join(root, file), SUITESPEC.replace("['@deep']", "['@deeep']"));
    try {
      const { output } = await run('show', 'projects');
      expect(output).toContain(`${file}:6:13: there is no component 'deeep'; did you mean '@deep'?`);
    } finally {
      writeFileSync(join(root, file), SUITESPEC);
    }
  });

  if (version.startsWith('24.')) {
    it('explains a selection by the file and the input', async () => {
      const { stdout } = await run('affected', '-t', 'benchmark', '--files=library/deep/er.py', '--explain');
      expect(stdout).toContain('library/deep/**/*');
    });
  }
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
