import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { findEndpoint } from './endpoint';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});

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

describe('findEndpoint', () => {
  it('takes DOCKER_HOST before everything, and leaves it to the client', () => {
    context('colima', 'unix:///colima.sock');
    const env = { DOCKER_HOST: 'tcp://127.0.0.1:2375', DOCKER_CONTEXT: 'colima' };
    expect(findEndpoint(env, home)).toEqual({ address: 'tcp://127.0.0.1:2375', origin: 'DOCKER_HOST' });
  });

  it('takes DOCKER_CONTEXT before the current context', () => {
    context('colima', 'unix:///colima.sock');
    context('other', 'unix:///other.sock');
    write('.docker/config.json', '{"currentContext": "other"}');
    expect(findEndpoint({}, home)).toMatchObject({ address: 'unix:///other.sock' });
    expect(findEndpoint({ DOCKER_CONTEXT: 'colima' }, home)).toEqual({
      address: 'unix:///colima.sock',
      origin: 'docker context "colima"',
      options: { socketPath: '/colima.sock' },
    });
  });

  it('gives a context over TLS its certificates', () => {
    context('far', 'tcp://build.example:2376', { 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY' });
    expect(findEndpoint({ DOCKER_CONTEXT: 'far' }, home).options).toEqual({
      protocol: 'https',
      host: 'build.example',
      port: '2376',
      ca: Buffer.from('CA'),
      cert: Buffer.from('CERT'),
      key: Buffer.from('KEY'),
    });
  });

  it('understands a context over ssh', () => {
    context('far', 'ssh://me@build.example');
    expect(findEndpoint({ DOCKER_CONTEXT: 'far' }, home).options).toEqual({
      protocol: 'ssh',
      host: 'build.example',
      username: 'me',
    });
  });

  it('takes the usual socket where nothing is chosen', () => {
    write('.docker/config.json', 'not json');
    expect(findEndpoint({}, home).origin).toBe('the default socket');
    expect(findEndpoint({ DOCKER_CONTEXT: 'default' }, home).origin).toBe('the default socket');
  });

  it('takes no other engine in place of a context that is gone', () => {
    expect(() => findEndpoint({ DOCKER_CONTEXT: 'gone' }, home)).toThrow(
      'The docker context "gone" does not exist.',
    );
  });
});
