import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Docker from 'dockerode';
import { pack } from 'tar-stream';
import { withoutNetworkSettings } from '../clean-environment';
import { type Company, fileWith, foundCompany } from '../company';
import { type MadeWorkspace, makeWorkspace } from '../made-workspace';
import { type NxResult, nx } from '../nx';

const docker = new Docker();
const RELEASES = ['--baseline=counting==1.0', '--candidate=counting==1.1'];

let company: Company;
let workspace: MadeWorkspace;
let cache: string;

beforeAll(async () => {
  await removeEnvironments();
  company = await foundCompany();
  workspace = makeWorkspace(0);
  cache = join(company.folder, 'cache');
  mkdirSync(cache);
});

afterAll(async () => {
  await removeEnvironments();
  workspace?.remove();
  await company?.close();
});

/** What a run has installed would not be asked for again. The tools stay: others use them, too. */
async function removeEnvironments(): Promise<void> {
  const label = ['nx-benchmark.run=secrets-docker', 'nx-benchmark.kind=environment'];
  for (const { Id } of await docker.listImages({ all: true, filters: { label } })) {
    await docker.getImage(Id).remove({ force: true });
  }
}

/** A run with everything shown, and the network settings of this test instead of this machine's. */
function run(engine: string, arguments_: string[], env: NodeJS.ProcessEnv): Promise<NxResult> {
  const fixed = [
    '--configs=small',
    '--failOn=never',
    '--installNetwork=host',
    `--engine=${engine}`,
    '--verbose',
  ];
  const own = {
    NX_BENCHMARK_CACHE: cache,
    PIP_CONFIG_FILE: '/dev/null',
    NETRC: '/no/such/netrc',
    // What pip keeps of its own is not ours, and a hit there would leave the index out.
    PIP_NO_CACHE_DIR: '1',
    SOME_TOKEN: company.token,
    ...env,
  };
  return nx(['run', 'work:benchmark', ...fixed, ...arguments_], {
    cwd: workspace.root,
    env: { ...withoutNetworkSettings(), ...own },
  });
}

/** Everything on this machine's disk that a run wrote: artifacts, Nx's cache and logs, our cache. */
function leaksOnDisk(): string[] {
  return [...company.canaries.below(workspace.root), ...company.canaries.below(cache)];
}

const indexUrl = (login: string) => company.url(company.index.port, login);
const proxyUrl = () => `http://${company.proxyLogin}@127.0.0.1:${company.proxy.port}`;

describe('secrets stay with the command that needs them, on the engine docker', () => {
  it('in containers, images, output and files of a run that ends well', async () => {
    const watch = watchContainers('secrets-docker');
    const tunnels = company.proxy.tunnels.length;
    const { code, output } = await run(
      'docker',
      [...RELEASES, '--runId=secrets-docker', `--caCertificates=${company.certificates.ca}`],
      { PIP_INDEX_URL: indexUrl(company.indexLogin), HTTPS_PROXY: proxyUrl() },
    );
    const seen = await watch.stop();
    expect(output).toContain('small: regression (blocking)');
    expect(output).toContain('pip: Looking in indexes: https://***@127.0.0.1');
    expect(code).toBe(0);
    expect(company.proxy.tunnels.length).toBeGreaterThan(tunnels);
    expect(seen.containers).toBeGreaterThan(0);
    expect(seen.text).toContain('exec_create');
    expect(company.canaries.in(seen.text)).toEqual([]);
    expect(company.canaries.in(output)).toEqual([]);
    expect(leaksOnDisk()).toEqual([]);

    const images = await docker.listImages({ filters: { label: ['nx-benchmark.run=secrets-docker'] } });
    expect(images.length).toBeGreaterThan(0);
    for (const { Id } of images) expect(await leaksOfImage(Id)).toEqual([]);
    const environment = JSON.parse(
      readFileSync(join(workspace.artifacts, 'secrets-docker/work/manifest.json'), 'utf8'),
    ).engine.environment;
    expect(images.map(({ Id }) => Id)).toContain(environment);
    const leaking = await withLeak(environment);
    const found = await leaksOfImage(leaking).finally(() => docker.getImage(leaking).remove());
    expect(found).toEqual(['history', 'inspect', 'files'].map((where) => `${where}: unrelated token`));
  });
});

describe('the same on the engine local', () => {
  it('in output and files of a run that ends well', async () => {
    const [user, password] = company.indexLogin.split(':');
    const netrc = fileWith(company, 'netrc', `machine 127.0.0.1 login ${user} password ${password}\n`);
    const config = `[global]\nindex-url = ${company.url(company.index.port)}\ncert = ${company.certificates.ca}\nproxy = ${proxyUrl()}\n`;
    const tunnels = company.proxy.tunnels.length;
    const { code, output } = await run(
      'local',
      ['--baseline=counting==1.0', '--candidate=counting', '--runId=secrets-local'],
      { PIP_CONFIG_FILE: fileWith(company, 'pip.conf', config), NETRC: netrc },
    );
    expect(output).toContain('cache key, candidate: counting is 1.1');
    expect(output).toContain('small: regression (blocking)');
    expect(code).toBe(0);
    expect(company.proxy.tunnels.length).toBeGreaterThan(tunnels);
    expect(company.canaries.in(output)).toEqual([]);
    expect(leaksOnDisk()).toEqual([]);
  });
});

describe.each(['docker', 'local'])('in a run that fails on the engine %s', (engine) => {
  const sides = ['--baseline=library==1.0', '--candidate=library==1.1'];

  it('over a wrong password', async () => {
    const { code, output } = await run(engine, [...sides, `--caCertificates=${company.certificates.ca}`], {
      PIP_INDEX_URL: indexUrl(company.wrongLogin),
    });
    expect(output).toMatch(
      /^error: Could not install the baseline.*: the index refuses the user or the password \(401\)/m,
    );
    expect(code).toBe(1);
    expect(company.canaries.in(output)).toEqual([]);
    expect(leaksOnDisk()).toEqual([]);
  });

  it('over a certificate that nobody knows', async () => {
    const { code, output } = await run(engine, sides, { PIP_INDEX_URL: indexUrl(company.indexLogin) });
    expect(output).toContain('a certificate of a CA that nobody here knows');
    expect(code).toBe(1);
    expect(company.canaries.in(output)).toEqual([]);
    expect(leaksOnDisk()).toEqual([]);
  });
});

it('a password in the requirement itself is in none of our words and files', async () => {
  const secret = company.canaries.make('requirement');
  const candidate = `--candidate=git+https://user:${secret}@127.0.0.1:${company.deadPort}/x.git@main`;
  const { output } = await run('docker', [RELEASES[0]!, candidate], {});
  expect(output).toContain('https://***@127.0.0.1');
  // The one line that Nx begins a task with repeats the command line.
  const ours = output.split('\n').filter((line) => !line.includes('nx run work:benchmark'));
  expect(company.canaries.in(ours.join('\n'))).toEqual([]);
  // Nx keeps the last command line there; docs/company-networks.md says so.
  const nxOwn = `${join(workspace.root, '.nx/cache/run.json')}: requirement`;
  expect(leaksOnDisk().filter((leak) => leak !== nxOwn)).toEqual([]);
  const { code, output: plan } = await run('docker', [RELEASES[0]!, candidate, '--dryRun'], {});
  expect(`${code} ${plan}`).toContain('https://***@127.0.0.1');
});

/** Inspects each container of a run while it lives, and takes down what the engine says of them. */
function watchContainers(runId: string) {
  const label = [`nx-benchmark.run=${runId}`];
  const inspected = new Map<string, string>();
  let events = '';
  const stream = docker.getEvents({ filters: { label } }) as Promise<Readable>;
  void stream.then((readable) =>
    readable.on('data', (piece: Buffer) => {
      events += piece.toString('utf8');
    }),
  );
  const look = async () => {
    for (const { Id } of await docker.listContainers({ filters: { label } })) {
      const about = await docker
        .getContainer(Id)
        .inspect()
        .catch(() => undefined);
      if (about === undefined) continue;
      const execs = await Promise.all(
        (about.ExecIDs ?? []).map((id) =>
          docker
            .getExec(id)
            .inspect()
            .catch(() => null),
        ),
      );
      inspected.set(Id, `${inspected.get(Id) ?? ''}${JSON.stringify([about, execs])}`);
    }
  };
  const timer = setInterval(() => void look(), 300);
  return {
    async stop() {
      clearInterval(timer);
      ((await stream) as Readable).destroy();
      return { containers: inspected.size, text: [...inspected.values(), events].join('\n') };
    },
  };
}

/** `WHERE: SECRET` for each found in what the engine says of an image, and in every file of it. */
async function leaksOfImage(id: string): Promise<string[]> {
  const image = docker.getImage(id);
  const leaks = (where: string, found: string[]) => found.map((name) => `${where}: ${name}`);
  const container = await docker.createContainer({ Image: id, Cmd: ['true'] });
  try {
    const files = (await container.export()) as unknown as AsyncIterable<Buffer>;
    return [
      ...leaks('history', company.canaries.in(JSON.stringify(await image.history()))),
      ...leaks('inspect', company.canaries.in(JSON.stringify(await image.inspect()))),
      ...leaks('files', await company.canaries.inStream(files)),
    ];
  } finally {
    await container.remove({ force: true });
  }
}

/** An image with a secret in all three places, so that the search is seen to find it. */
async function withLeak(image: string): Promise<string> {
  const container = await docker.createContainer({ Image: image, Cmd: ['true', company.token] });
  try {
    const archive = pack();
    archive.entry({ name: 'tmp/leak' }, `password=${company.token}\n`);
    archive.finalize();
    await container.putArchive(archive as unknown as NodeJS.ReadableStream, { path: '/' });
    const made = await container.commit({ changes: [`ENV LEAK=${company.token}`] });
    return made.Id as string;
  } finally {
    await container.remove({ force: true });
  }
}
