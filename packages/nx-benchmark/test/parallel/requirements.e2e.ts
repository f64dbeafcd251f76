import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from '../made-workspace';
import { nx } from '../nx';

/**
 * Every form of a requirement, each against a library whose answer is known: version 1.1 does a tenth more work than
 * 1.0. The library lives in the workspace's own git repository, in another one, in a source distribution.
 */
let workspace: MadeWorkspace;
let elsewhere: string;
let cache: string;

beforeAll(() => {
  workspace = makeWorkspace(0.1);
  cache = mkdtempSync(join(tmpdir(), 'requirements-cache-'));
  workspace.write('.gitignore', 'node_modules\n.nx\nbenchmark-artifacts\n');
  library(workspace.root, 'library', 1.0);
  git(workspace.root, 'init', '-q', '-b', 'main');
  commit(workspace.root, 'start');
  git(workspace.root, 'tag', 'v1.0');
  git(workspace.root, 'checkout', '-q', '-b', 'feature');
  library(workspace.root, 'library', 1.1);
  commit(workspace.root, 'slower');

  elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  library(elsewhere, 'python', 1.0);
  git(elsewhere, 'init', '-q', '-b', 'main');
  commit(elsewhere, 'start');
  git(elsewhere, 'tag', 'v1.0');
  library(elsewhere, 'python', 1.1);
  commit(elsewhere, 'slower');
});

afterAll(() => {
  workspace.remove();
  for (const folder of [elsewhere, cache]) rmSync(folder, { recursive: true, force: true });
});

interface Compared {
  readonly code: number | null;
  readonly output: string;
  readonly folder: string;
  // biome-ignore lint/suspicious/noExplicitAny: a JSON document, looked at in places.
  readonly manifest: any;
}

let runs = 0;

async function compare(baseline: string, candidate: string, ...more: string[]): Promise<Compared> {
  const runId = `requirements-${++runs}`;
  const sides = [`--baseline=${baseline}`, `--candidate=${candidate}`];
  const { code, output } = await nx(
    [
      'run',
      'work:benchmark',
      '--configs=small',
      `--runId=${runId}`,
      '--engine=local',
      '--no-self-check',
      ...sides,
      ...more,
    ],
    { cwd: workspace.root, env: { NX_BENCHMARK_CACHE: cache, NX_BASE: '' } },
  );
  const folder = join(workspace.artifacts, runId, 'work');
  const file = join(folder, 'manifest.json');
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return { code, output, folder, manifest };
}

describe('a side may be', () => {
  it('where this branch left main, against the working tree: a library without releases', async () => {
    const { output, manifest, folder } = await compare('git:merge-base#subdirectory=library', './library');
    expect(output).toContain('small: regression (blocking)');
    expect(manifest.sides.baseline).toMatchObject({
      requirement: 'git:merge-base#subdirectory=library',
      version: '1.0',
      source: {
        commit: head(workspace.root, 'main'),
        changed: false,
        describe: expect.stringMatching(/^v1\.0-0-g/),
      },
    });
    expect(manifest.sides.candidate).toMatchObject({
      version: '1.1',
      source: { commit: head(workspace.root, 'feature'), changed: false },
    });
    for (const side of ['baseline', 'candidate']) {
      expect(readFileSync(join(folder, side, 'build.log'), 'utf8')).toContain('Building wheel');
    }
    // The user's own checkout is left alone.
    expect(git(workspace.root, 'status', '--porcelain')).toBe('');
    expect(git(workspace.root, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  it('a branch or tag of this repository, built once whatever name it has', async () => {
    const { output, manifest } = await compare(
      'git:v1.0#subdirectory=library',
      'git:feature#subdirectory=library',
    );
    expect(output).toContain('small: regression (blocking)');
    expect(output).not.toContain('building');
    expect(manifest.sides.candidate.version).toBe('1.1');
  });

  it('a repository elsewhere, by URL and by Owner/repo, at a branch, a tag, a commit', async () => {
    const url = `git+file://${elsewhere}`;
    const first = await compare(`${url}@v1.0#subdirectory=python`, `${url}@main#subdirectory=python`);
    expect(first.output).toContain('small: regression (blocking)');
    expect(first.manifest.sides.candidate).toMatchObject({
      version: '1.1',
      source: { commit: head(elsewhere, 'main') },
    });

    // Git itself translates the address, as a company's mirror would have it.
    workspace.write(
      'gitconfig',
      `[url "file://${elsewhere}"]\n  insteadOf = https://github.com/Owner/repo\n`,
    );
    const env = { GIT_CONFIG_GLOBAL: join(workspace.root, 'gitconfig'), NX_BENCHMARK_CACHE: cache };
    const commitId = head(elsewhere, 'main');
    const second = await nx(
      [
        'run',
        'work:benchmark:local',
        '--configs=small',
        `--baseline=Owner/repo@v1.0#subdirectory=python`,
        `--candidate=Owner/repo@${commitId}#subdirectory=python`,
      ],
      { cwd: workspace.root, env },
    );
    expect(second.output).toContain('small: regression (blocking)');
    expect(second.output).not.toContain('building');
    rmSync(join(workspace.root, 'gitconfig'));
  });

  it('a revision whose version git alone knows', async () => {
    library(workspace.root, 'tagged', 1.0);
    const file = join(workspace.root, 'tagged/pyproject.toml');
    const dynamic = readFileSync(file, 'utf8')
      .replace('version = "1.0"', 'dynamic = ["version"]')
      .replace('"setuptools"', '"setuptools", "setuptools-scm"');
    writeFileSync(file, `${dynamic}\n[tool.setuptools_scm]\nroot = ".."\n`);
    commit(workspace.root, 'tagged');
    git(workspace.root, 'tag', 'v2.0');
    library(workspace.root, 'library', 1.2);
    writeFileSync(join(workspace.root, 'tagged/counting.py'), 'def count(size):\n    return size\n');
    commit(workspace.root, 'after the tag');
    const { output, manifest } = await compare('git:v2.0#subdirectory=tagged', './tagged');
    expect(manifest.sides.baseline.version).toBe('2.0');
    const short = head(workspace.root, 'HEAD').slice(0, 9);
    expect(manifest.sides.candidate.version).toBe(`2.1.dev1+g${short}`);
    expect(output).toContain('small: improvement');
    git(workspace.root, 'reset', '-q', '--hard', 'HEAD~2');
  });

  it('a source distribution of the index, compiled here', async () => {
    const dist = join(workspace.root, 'dist');
    execFileSync('python3', [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-binary=:all:',
      '--no-deps',
      '-d',
      dist,
      'markupsafe==3.0.2',
    ]);
    const [sdist] = readdirSync(dist);
    workspace.write('benchmarks/work/scenario.py', SCENARIO_WITHOUT_LIBRARY);
    const { output, manifest } = await compare('markupsafe==3.0.2', `./dist/${sdist}`);
    git(workspace.root, 'checkout', '-q', '--', 'benchmarks');
    expect(manifest.sides.candidate).toMatchObject({ name: 'MarkupSafe', version: '3.0.2' });
    expect(output).toMatch(/small: (no change|inconclusive|regression|improvement)/);
    rmSync(dist, { recursive: true });
  });

  it('a folder or a revision with extras, which are installed with it', async () => {
    const file = join(workspace.root, 'library/pyproject.toml');
    const plain = readFileSync(file, 'utf8');
    writeFileSync(file, `${plain}\n[project.optional-dependencies]\nweb = ["idna"]\n`);
    commit(workspace.root, 'extras');
    const { manifest } = await compare('./library', 'git:HEAD[web]#subdirectory=library');
    expect(Object.keys(manifest.sides.baseline.packages)).not.toContain('idna');
    expect(Object.keys(manifest.sides.candidate.packages)).toContain('idna');
    // One source, one wheel: only what is installed with it differs.
    expect(manifest.sides.candidate.installed).toBe(manifest.sides.baseline.installed);
    const swapped = await compare('./library[web]', './library');
    expect(Object.keys(swapped.manifest.sides.baseline.packages)).toContain('idna');
    git(workspace.root, 'reset', '-q', '--hard', 'HEAD~1');
  });

  it('nothing: the baseline is measured alone', async () => {
    const { code, output, folder } = await compare('./library', '');
    expect(output).toMatch(/small: measured alone/);
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'baseline/results.small.json'))).toBe(true);
    expect(existsSync(join(folder, 'candidate'))).toBe(false);
  });

  it.each([
    ['git:nowhere', 'git:nowhere: this repository has no revision nowhere.', 'Its branches: '],
    ['git:main', 'holds no pyproject.toml and no setup.py', '#subdirectory=FOLDER'],
    ['git+file:///no/such/repository@main', 'git could not fetch it', 'git ls-remote'],
    ['-x', 'is neither a requirement nor a path', 'Forms:'],
  ])('refused in a sentence when it is %s', async (candidate, sentence, more) => {
    const { code, output } = await compare('./library', candidate);
    expect(output).toContain(sentence);
    expect(output).toContain(more);
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it('refused when the repository elsewhere has no such ref', async () => {
    const { output } = await compare('./library', `git+file://${elsewhere}@gone#subdirectory=python`);
    expect(output).toContain('the repository has no branch, tag or commit gone.');
  });
});

describe('both sides', () => {
  it('get the same versions of everything else, as far as the constraints and their own requirements let them', async () => {
    workspace.write('constraints.txt', 'six<1.17\n');
    workspace.write('benchmarks/base/requirements.txt', 'six\nidna\n');
    // The candidate's own requirement leaves the baseline's version of idna behind.
    const pyproject = readFileSync(join(workspace.root, 'library/pyproject.toml'), 'utf8');
    workspace.write(
      'library/pyproject.toml',
      pyproject.replace('[build-system]', 'dependencies = ["idna<3.10"]\n\n[build-system]'),
    );
    const { output, manifest } = await compare(
      'git:main#subdirectory=library',
      './library',
      '--constraints=constraints.txt',
    );
    const { baseline, candidate } = manifest.sides;
    expect(baseline.packages.six).toBe('1.16.0');
    expect(candidate.packages.six).toBe('1.16.0');
    expect(candidate.packages.idna).not.toBe(baseline.packages.idna);
    expect(candidate.packages.idna).toMatch(/^3\.\d$/);
    expect(
      manifest.cautions.find(({ kind }: { kind: string }) => kind === 'dependencies-differ').packages,
    ).toEqual([
      { name: 'idna', versions: { baseline: baseline.packages.idna, candidate: candidate.packages.idna } },
    ]);
    expect(output).toContain('idna');
    git(workspace.root, 'checkout', '-q', '--', '.');
    rmSync(join(workspace.root, 'benchmarks/base'), { recursive: true });
  });
});

const SCENARIO_WITHOUT_LIBRARY = `
import bm


class Work(bm.Scenario):
    size: int

    def run(self):
        from markupsafe import escape

        def loop(loops):
            for _ in range(loops):
                escape("<a&b>" * self.size)

        yield loop
`;

function library(root: string, folder: string, factor: number): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(
    join(root, folder, 'pyproject.toml'),
    `[project]\nname = "counting"\nversion = "${factor.toFixed(1)}"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[tool.setuptools]\npy-modules = ["counting"]\n`,
  );
  writeFileSync(
    join(root, folder, 'counting.py'),
    `def count(size):\n    total = 0\n    for item in range(int(size * ${factor})):\n        total += item\n    return total\n`,
  );
}

function git(root: string, ...arguments_: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  return execFileSync('git', [...identity, ...arguments_], { cwd: root, encoding: 'utf8' });
}

function commit(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '-q', '-m', message);
}

function head(root: string, ref: string): string {
  return git(root, 'rev-parse', ref).trim();
}
