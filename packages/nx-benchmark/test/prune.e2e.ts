import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Docker from 'dockerode';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx, REPOSITORY } from './nx';

const BIN = join(REPOSITORY, 'packages/nx-benchmark/bin/nx-benchmark.cjs');
const BASE = 'nx-benchmark/python:debian';

const docker = new Docker();
/** A base of its own, so that no layer on it is anybody else's. */
const image = `prune-e2e:${randomUUID().slice(0, 8)}`;
let workspace: MadeWorkspace;
let cache: string;

beforeAll(async () => {
  workspace = makeWorkspace(0.1);
  cache = mkdtempSync(join(tmpdir(), 'prune-cache-'));
  for (const side of ['old', 'new']) {
    const source = join(workspace.root, side, 'counting.py');
    writeFileSync(source, `${readFileSync(source, 'utf8')}\n# ${randomUUID()}\n`);
  }
  await commit(BASE, image);
});

afterAll(async () => {
  await prune('--all');
  await docker.getImage(image).remove();
  workspace.remove();
  rmSync(cache, { recursive: true, force: true });
});

/** Makes an image with nothing but a label of its own on top of another. */
async function commit(from: string, name: string): Promise<void> {
  const make = join(REPOSITORY, 'tools/make-base-image');
  const there = await docker
    .getImage(from)
    .inspect()
    .then(
      () => true,
      () => false,
    );
  if (!there) execFileSync('bash', [make, from], { stdio: 'ignore' });
  const container = await docker.createContainer({ Image: from, Cmd: ['true'] });
  const [repo, tag] = name.split(':') as [string, string];
  await container.commit({ repo, tag, changes: [`LABEL prune-e2e=${name}`] });
  await container.remove();
}

/** As somebody does who wants to see what is in an environment: containers that run and do not, with the image's labels. */
async function lookInto(image: string) {
  const make = () => docker.createContainer({ Image: image, Entrypoint: ['sleep', '600'], Cmd: [] });
  const containers = [await make(), await make()];
  await containers[0]!.start();
  return containers;
}

const environment = () => ({ NX_BENCHMARK_CACHE: cache });

async function prune(...options: string[]): Promise<string> {
  const env = { ...process.env, ...environment() };
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, 'prune', ...options], { env });
  return stdout;
}

/** The check of the machine is for those that watch it. */
function measure(engine: string, watch?: (output: string) => void) {
  const options = [
    `--engine=${engine}`,
    `--image=${image}`,
    '--configs=small',
    '--failOn=never',
    '--skip-nx-cache',
    ...(watch === undefined ? ['--no-self-check'] : []),
  ];
  return nx(['run', 'work:benchmark', ...options], {
    cwd: workspace.root,
    env: environment(),
    ...(watch === undefined ? {} : { watch }),
  });
}

const cacheLabel = () => `nx-benchmark.cache=${readFileSync(join(cache, 'id'), 'utf8')}`;

/** What the engine itself says that it keeps for this cache folder. */
const images = async () =>
  existsSync(join(cache, 'id')) ? docker.listImages({ filters: { label: [cacheLabel()] } }) : [];

const foldersOf = (kind: string) =>
  existsSync(join(cache, kind)) ? readdirSync(join(cache, kind)).map((name) => `${kind}/${name}`) : [];

/** Layers of this cache folder, by the engine. */
async function layers(engine: string): Promise<readonly string[]> {
  if (engine === 'docker') return (await images()).flatMap(({ RepoTags }) => RepoTags ?? []).sort();
  return ['environment', 'tools'].flatMap(foldersOf);
}

describe.each(['docker', 'local'])('what the engine %s keeps', (engine) => {
  it('is told, with its versions, and stays while it is young', async () => {
    const { output } = await measure(engine);
    expect(output).toContain('small: regression');
    const before = await layers(engine);
    expect(before).toHaveLength(2);
    expect(await prune('--dry-run', '--max-age=0')).toMatch(
      /^would go +environment +counting==1\.0, counting==1\.1 .* min ago +not used for 0 days$/m,
    );
    expect(await prune()).toMatch(/^removed 0: 0 kB; kept /m);
    expect(await layers(engine)).toEqual(before);
    expect(foldersOf('wheels')).toHaveLength(2);
  });

  it('goes when it is old enough, and is built again where it is needed', async () => {
    const { code, output } = await nx(['run', 'benchmarks:prune', '--maxAge=0', `--engine=${engine}`], {
      cwd: workspace.root,
      env: environment(),
    });
    expect(output).toMatch(/^removed +environment +counting==1\.0, counting==1\.1 /m);
    expect(output).toMatch(/^removed +tools +pip, /m);
    expect(code).toBe(0);
    expect(await layers(engine)).toEqual([]);
    const again = await measure(engine);
    expect(again.output).toContain('installing the baseline');
    expect(again.output).toContain('small: regression');
    expect(await layers(engine)).toHaveLength(2);
  });

  it('stays while a run measures with it, whatever is asked', async () => {
    const before = await layers(engine);
    let pruned: Promise<string> | undefined;
    const { output } = await measure(engine, (output) => {
      // With the check of the machine and all rounds still to come, and not at a look, which may be the last.
      if (output.includes('checking the machine')) pruned ??= prune('--all', '--max-size=0');
    });
    expect(await pruned).toMatch(/^kept +environment +counting==1\.0, counting==1\.1 /m);
    expect(output).toContain('small: regression');
    expect(await layers(engine)).toEqual(before);

    await prune('--all');
    expect(await layers(engine)).toEqual([]);
    expect(foldersOf('wheels')).toEqual([]);
    expect(foldersOf('in-use')).toEqual([]);
  });
});

describe('on an engine', () => {
  it('tells what removal frees, and leaves what others built or build upon', async () => {
    await measure('docker');
    const [tag] = (await layers('docker')).filter((name) => name.includes('/environment:'));
    const [top] = await docker.getImage(tag!).history();
    const size = /^would go +environment .*? {2}(\d+) MB {2}/m.exec(await prune('--all', '--dry-run'))![1];
    expect(Number(size)).toBe(Math.round(top!.Size / 2 ** 20));

    const stranger = mkdtempSync(join(tmpdir(), 'prune-other-'));
    const env = { ...process.env, NX_BENCHMARK_CACHE: stranger };
    // Neither with an ID of its own nor without one, and only told: other people use this engine.
    const { stdout } = await promisify(execFile)(process.execPath, [BIN, 'prune', '--all', '--dry-run'], {
      env,
    });
    expect(stdout).not.toMatch(/^would go +(environment|toolchain|tools) /m);
    expect(readdirSync(stranger)).toEqual([]);
    rmSync(stranger, { recursive: true });
    expect(stdout).toMatch(/^not counted: \d+ of other cache folders/m);
    expect(await layers('docker')).toHaveLength(2);

    const upper = `${image}-upper`;
    await commit(tag!, upper);
    try {
      expect(await prune('--all')).toMatch(
        new RegExp(`^kept +environment .* the image ${upper} stands on it$`, 'm'),
      );
      // It bears all labels of ours.
      expect(await layers('docker')).toHaveLength(3);
    } finally {
      await docker.getImage(upper).remove();
    }
    const lookedInto = await lookInto(tag!);
    try {
      // Tidies up what killed runs left, and the owner of this image has ended.
      await measure('docker');
      expect(await prune('--all')).toMatch(/^kept +environment .* a container of it is (created|running)$/m);
      for (const container of lookedInto)
        expect((await container.inspect()).State.Status).toMatch(/^(created|running)$/);
    } finally {
      for (const container of lookedInto) await container.remove({ force: true });
    }
    await prune('--all');
    expect(await images()).toEqual([]);
    const left = await docker.listContainers({ all: true, filters: { label: [cacheLabel()] } });
    expect(left).toEqual([]);
  });

  it('is left out where none answers, unless it was named', async () => {
    const env = { ...process.env, ...environment(), DOCKER_HOST: 'unix:///no/such/docker.sock' };
    const run = (...options: string[]) =>
      promisify(execFile)(process.execPath, [BIN, 'prune', ...options], { env });
    const { stdout, stderr } = await run('--dry-run');
    expect(stderr).toContain('Nothing is removed from a Docker engine. No Docker engine at unix:///no/such');
    expect(stdout).toContain('would remove 0');
    await expect(run('--engine=docker')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error: No Docker engine at'),
    });
  });

  it.each([
    [['--max-age=-1'], 'error: --maxAge has to be a number of days from 0.'],
    [['--max-size=much'], 'error: --maxSize=much is no size.'],
    [['--engine=podman'], 'error: There is no engine podman.'],
  ])('refuses %j in a sentence', async (options, sentence) => {
    await expect(prune(...options)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(sentence),
    });
  });
});
