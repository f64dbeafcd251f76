import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Endpoint, findEndpoints } from './endpoint';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}

/** As `docker context create` leaves it. */
function context(name: string, host: string, files: Readonly<Record<string, string>> = {}): void {
  const id = createHash('sha256').update(name).digest('hex');
  const meta = { Name: name, Endpoints: { docker: { Host: host } } };
  write(`.docker/contexts/meta/${id}/meta.json`, JSON.stringify(meta));
  for (const [file, content] of Object.entries(files))
    write(`.docker/contexts/tls/${id}/docker/${file}`, content);
}

/** The one endpoint where something was chosen. */
function chosen(env: NodeJS.ProcessEnv): Endpoint {
  const endpoints = findEndpoints(env, home);
  expect(endpoints).toHaveLength(1);
  return endpoints[0]!;
}

const addresses = (env: NodeJS.ProcessEnv, there: readonly string[]) =>
  findEndpoints(env, '/home/me', (path) => there.includes(path)).map(({ address }) => address);

describe('findEndpoints', () => {
  it('takes DOCKER_HOST before everything', () => {
    context('colima', 'unix:///colima.sock');
    const env = { DOCKER_HOST: 'tcp://127.0.0.1:2375', DOCKER_CONTEXT: 'colima' };
    expect(chosen(env)).toMatchObject({
      address: 'tcp://127.0.0.1:2375',
      origin: 'DOCKER_HOST',
      options: { protocol: 'http', host: '127.0.0.1', port: '2375' },
    });
  });

  it.each([
    ['unix:///run/x.sock', { socketPath: '/run/x.sock' }],
    ['npipe:////./pipe/docker_engine', { socketPath: '//./pipe/docker_engine' }],
    ['build.example', { protocol: 'http', host: 'build.example', port: '2375' }],
    ['tcp://[::1]:99', { protocol: 'http', host: '::1', port: '99' }],
    ['https://build.example', { protocol: 'https', host: 'build.example', port: '2376' }],
  ])('understands DOCKER_HOST=%s', (address, options) => {
    expect(chosen({ DOCKER_HOST: address }).options).toEqual(options);
  });

  it.each(['ftp://x', 'tcp://', 'http://a b'])('refuses DOCKER_HOST=%s', (address) => {
    expect(() => findEndpoints({ DOCKER_HOST: address }, home)).toThrow(
      `DOCKER_HOST is "${address}", which is no address of an engine.`,
    );
  });

  it('shows DOCKER_HOST the certificates of DOCKER_CERT_PATH, or of the configuration', () => {
    write('certs/ca.pem', 'CA');
    write('.docker/cert.pem', 'CERT');
    write('.docker/key.pem', 'KEY');
    const env = { DOCKER_HOST: 'tcp://build.example:99', DOCKER_TLS_VERIFY: '1' };
    const common = { protocol: 'https', host: 'build.example', port: '99' };
    const [cert, key] = [Buffer.from('CERT'), Buffer.from('KEY')];
    expect(chosen(env).options).toEqual({ ...common, cert, key });
    const given = { ...env, DOCKER_CERT_PATH: join(home, 'certs') };
    expect(chosen(given).options).toEqual({ ...common, ca: Buffer.from('CA') });
  });

  it('refuses half a client certificate', () => {
    write('certs/cert.pem', 'CERT');
    const env = {
      DOCKER_HOST: 'tcp://build.example',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: join(home, 'certs'),
    };
    expect(() => findEndpoints(env, home)).toThrow('holds a cert.pem and no key.pem');
  });

  it('takes DOCKER_CONTEXT before the current context', () => {
    context('colima', 'unix:///colima.sock');
    context('other', 'unix:///other.sock');
    write('.docker/config.json', '{"currentContext": "other"}');
    expect(chosen({})).toMatchObject({ address: 'unix:///other.sock' });
    expect(chosen({ DOCKER_CONTEXT: 'colima' })).toMatchObject({
      address: 'unix:///colima.sock',
      origin: 'docker context "colima"',
      options: { socketPath: '/colima.sock' },
    });
  });

  it('gives a context over TLS its certificates', () => {
    context('far', 'tcp://build.example:2376', { 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY' });
    expect(chosen({ DOCKER_CONTEXT: 'far' }).options).toEqual({
      protocol: 'https',
      host: 'build.example',
      port: '2376',
      ca: Buffer.from('CA'),
      cert: Buffer.from('CERT'),
      key: Buffer.from('KEY'),
    });
  });

  it('reaches a context over ssh through a connection of its own', () => {
    context('far', 'ssh://me@build.example');
    expect(chosen({ DOCKER_CONTEXT: 'far' }).options).toMatchObject({ agent: expect.anything() });
  });

  it('takes no other engine in place of a context that is gone', () => {
    expect(() => findEndpoints({ DOCKER_CONTEXT: 'gone' }, home)).toThrow(
      'The docker context "gone" does not exist.',
    );
  });

  it("takes Docker's sockets that are there, then Podman's", () => {
    write('.docker/config.json', 'not json');
    const env = { XDG_RUNTIME_DIR: '/run/user/7', DOCKER_CONTEXT: 'default' };
    const [docker, rootless] = ['/var/run/docker.sock', '/run/user/7/docker.sock'];
    const [podman, rootful] = ['/run/user/7/podman/podman.sock', '/run/podman/podman.sock'];
    expect(addresses(env, [docker, rootless, podman])).toEqual([`unix://${docker}`, `unix://${rootless}`]);
    expect(addresses(env, [podman, rootful])).toEqual([`unix://${podman}`, `unix://${rootful}`]);
  });

  it('names every place where there is nothing', () => {
    expect(addresses({}, [])).toEqual([
      'unix:///var/run/docker.sock',
      'unix:///home/me/.docker/run/docker.sock',
      'unix:///home/me/.docker/desktop/docker.sock',
      'unix:///run/podman/podman.sock',
    ]);
  });
});
