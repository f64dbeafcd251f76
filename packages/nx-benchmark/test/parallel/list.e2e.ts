import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from '../made-workspace';
import { nx, REPOSITORY } from '../nx';

const BIN = join(REPOSITORY, 'packages/nx-benchmark/bin/nx-benchmark.cjs');

const bin = (arguments_: readonly string[], cwd = REPOSITORY) =>
  spawnSync(process.execPath, [BIN, ...arguments_], { cwd, encoding: 'utf8' });

/** Nx surrounds what an executor prints. */
const jsonIn = (stdout: string) => JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1));

const scenarios = ({ suites }: { suites: { scenario: string }[] }) => suites.map(({ scenario }) => scenario);

const ALL = readdirSync(join(REPOSITORY, 'benchmarks'))
  .filter((name) => existsSync(join(REPOSITORY, 'benchmarks', name, 'scenario.py')))
  .sort();

const PROPAGATION = ['http_propagation_extract', 'http_propagation_inject'];

describe('in this repository', () => {
  it('the target lists what a file selects, and why', async () => {
    const { code, stdout } = await nx(['run', 'benchmarks:list', '--files=ddtrace/propagation/http.py']);
    const listing = jsonIn(stdout);
    expect(scenarios(listing)).toEqual(PROPAGATION);
    expect(listing.suites[0]).toMatchObject({
      matched_files: ['ddtrace/propagation/http.py'],
      cpus_per_run: 1,
      configs: expect.arrayContaining(['valid_headers_all']),
      why: [
        {
          file: 'ddtrace/propagation/http.py',
          pattern: 'ddtrace/propagation/*',
          components: ['propagation'],
        },
      ],
      rank: 1,
      reason: expect.stringContaining('ddtrace/propagation/* is in 2 of 34 suites'),
    });
    expect(code).toBe(0);
  });

  it.each([
    [
      ['--files=ddtrace/propagation/http.py', '--top=1'],
      ['http_propagation_extract'],
      '1 of 2 scenarios listed',
    ],
    [['--files=docs/a,ddtrace/propagation/', '--ignore=docs/*'], PROPAGATION, '1 file ignored (docs/*)'],
    [['--all'], ALL, ''],
    [['--base=HEAD', '--head=HEAD'], [], 'no file has changed'],
  ])('the target takes %j', async (options, expected, note) => {
    const { code, stdout, output } = await nx(['run', 'benchmarks:list', ...options]);
    expect(scenarios(jsonIn(stdout))).toEqual(expected);
    expect(output).toContain(note);
    expect(code).toBe(0);
  });

  it('the command prints JSON and nothing else on stdout', () => {
    const { status, stdout, stderr } = bin([
      'list',
      'ddtrace/propagation/http.py',
      'docs/a',
      '--ignore=docs/*',
    ]);
    expect(scenarios(JSON.parse(stdout))).toEqual(PROPAGATION);
    expect(stderr).toBe('1 file ignored (docs/*)\n');
    expect(status).toBe(0);
    expect(JSON.parse(bin(['list']).stdout)).toHaveProperty('suites');
  });

  it('the command takes both spellings of an option', () => {
    for (const option of ['--run-id=none', '--runId=none']) {
      for (const command of ['analyze', 'comment']) {
        const { stderr } = bin([command, REPOSITORY, option]);
        expect(stderr).toContain(REPOSITORY);
        expect(stderr).not.toContain('Unknown option');
      }
    }
  });

  it.each([
    [['list', '--all', 'a.py'], 'error: --all and files exclude each other.'],
    [['list', '--top=few', 'a.py'], 'error: --top has to be a whole number from 1.'],
    [['list', '--base=no-such-commit'], 'error: --base=no-such-commit: there is no such commit here.'],
    [['list', '../a.py'], 'error: ../a.py is outside of the workspace'],
    [['list', '--frob'], "error: Unknown option '--frob'."],
    [['frob'], 'error: There is no command frob.'],
    [['analyze', '/no/such/folder'], 'error: No results in /no/such/folder.'],
  ])('the command refuses %j in a sentence', (arguments_, sentence) => {
    const { status, stdout, stderr } = bin(arguments_);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

describe('in a workspace of its own', () => {
  let workspace: MadeWorkspace;
  const git = (...arguments_: string[]) => execFileSync('git', arguments_, { cwd: workspace.root });

  beforeAll(() => {
    workspace = makeWorkspace(0);
    workspace.write('.gitignore', 'node_modules\n.nx\nbenchmark-artifacts\n');
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '--message=all');
  });

  afterAll(() => workspace.remove());

  it('the change is what git says, wherever in it the command runs', () => {
    const folder = join(workspace.root, 'benchmarks/work');
    expect(bin(['list'], folder)).toMatchObject({
      status: 0,
      stderr: 'no file has changed; --all lists every scenario\n',
    });
    rmSync(join(workspace.root, 'new/counting.py'));
    const { suites } = JSON.parse(bin(['list'], folder).stdout);
    expect(suites).toMatchObject([
      { scenario: 'work', matched_files: ['new/counting.py'], configs: ['small', 'large'] },
    ]);
    git('checkout', '--quiet', '--', 'new/counting.py');
  });

  it('nx.json says what to ignore, for the target and for the command, unless they are told', async () => {
    const file = join(workspace.root, 'nx.json');
    const nxJson = JSON.parse(readFileSync(file, 'utf8'));
    nxJson.plugins[0].options.ignore = ['new/*.md'];
    writeFileSync(file, `// with a comment\n${JSON.stringify(nxJson)}`);
    const { stdout, output } = await nx(['run', 'benchmarks:list', '--files=new/README.md'], {
      cwd: workspace.root,
    });
    expect(jsonIn(stdout)).toEqual({
      suites: [],
      ignored: [{ pattern: 'new/*.md', files: ['new/README.md'] }],
    });
    expect(output).toContain('1 file ignored (new/*.md)');
    expect(bin(['list', 'new/README.md'], workspace.root).stderr).toContain('1 file ignored (new/*.md)');
    const told = bin(['list', 'new/README.md', '--ignore='], workspace.root);
    expect(scenarios(JSON.parse(told.stdout))).toEqual(['work']);
  });

  it('a faulty suite fails the command, which lists the rest', () => {
    const file = join(workspace.root, 'benchmarks/suitespec.yml');
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, `${sound}  broken:\n    paths: ['@nowhere']\n`);
    try {
      const { status, stdout, stderr } = bin(['list', 'new/counting.py'], workspace.root);
      expect(stderr).toContain("error: benchmarks/suitespec.yml:5:13: there is no component 'nowhere'");
      expect(scenarios(JSON.parse(stdout))).toEqual(['work']);
      expect(status).toBe(1);
    } finally {
      writeFileSync(file, sound);
    }
  });
});
