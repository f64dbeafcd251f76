import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserError } from '../../src/domain/user-error';
import { cacheFolder } from '../../src/engine/connect-engine';
import { DockerEngine } from '../../src/engine/docker/docker-engine';
import type { Session } from '../../src/engine/engine';
import { runCommand } from '../../src/engine/run-command';
import { networkedPip } from '../../src/sides/networked-pip';
import { newestOnHost } from '../../src/sides/newest-on-host';
import { ensureTools } from '../../src/sides/tools-layer';
import { withoutNetworkSettings } from '../clean-environment';
import { type Company, fileWith, foundCompany } from '../company';
import { REPOSITORY } from '../nx';

const IMAGE = {
  name: 'nx-benchmark/python:debian',
  command: 'bash tools/make-base-image nx-benchmark/python:debian',
  folder: REPOSITORY,
};

const SETTINGS = { python: 'python3', installNetwork: 'host', measuringNetwork: 'none', memory: undefined };

let company: Company;
let engine: DockerEngine;
let session: Session;

beforeAll(async () => {
  company = await foundCompany();
  // The servers are on this machine's loopback interface, which a container sees with the host's network.
  engine = await DockerEngine.connect(IMAGE, SETTINGS, 'company-network', cacheFolder());
  const silent = () => undefined;
  session = await engine.openInstall(await ensureTools(engine, await engine.identify(silent), silent));
});

afterAll(async () => {
  await engine?.dispose();
  await company?.close();
});

/** What pip in a container says with this environment of the host, and no other. */
async function pip(
  arguments_: string[],
  env: NodeJS.ProcessEnv,
  caCertificates: readonly string[] = [],
): Promise<{ message: string; hint: string; log: string }> {
  const log: string[] = [];
  const events = (event: { kind: string; line?: string }) => void log.push(event.line ?? '');
  const own = { NETRC: '/no/such/netrc', PIP_CONFIG_FILE: '/dev/null', ...env };
  const installer = await networkedPip('docker', session, caCertificates, events, own);
  try {
    await installer.pip().run(arguments_, 'install the baseline');
    return { message: '', hint: '', log: log.join('\n') };
  } catch (error) {
    const { message, hint = '' } = error as UserError;
    return { message, hint, log: log.join('\n') };
  } finally {
    await runCommand(session, ['sh', '-c', `rm -rf ${session.work}/*`]);
  }
}

const install = (what: string) => ['install', '--dry-run', '--ignore-installed', '--no-deps', what];

describe('a container reaches the index', () => {
  const url = () => company.url(company.index.port, company.indexLogin);
  const ca = () => company.certificates.ca;
  const anonymous = () => company.url(company.index.port);

  it.each<[string, () => NodeJS.ProcessEnv, (() => string[])?]>([
    ['caCertificates', () => ({ PIP_INDEX_URL: url() }), () => [ca()]],
    ['NODE_EXTRA_CA_CERTS', () => ({ PIP_INDEX_URL: url(), NODE_EXTRA_CA_CERTS: ca() })],
    ['PIP_CERT', () => ({ PIP_INDEX_URL: url(), PIP_CERT: ca() })],
    [
      'pip.conf',
      () => ({
        PIP_CONFIG_FILE: fileWith(company, 'pip.conf', `[global]\nindex-url = ${url()}\ncert = ${ca()}\n`),
      }),
    ],
    [
      'netrc',
      () => {
        const [user, password] = company.indexLogin.split(':');
        const netrc = fileWith(company, 'netrc', `machine 127.0.0.1 login ${user} password ${password}\n`);
        return { PIP_INDEX_URL: anonymous(), PIP_CERT: ca(), NETRC: netrc };
      },
    ],
    [
      'find-links that is a page',
      () => ({
        PIP_INDEX_URL: company.url(company.deadPort),
        PIP_FIND_LINKS: company.url(company.index.port, company.indexLogin, '/files/'),
        PIP_CERT: ca(),
      }),
    ],
  ])('by %s', async (_, env, caCertificates = () => []) => {
    const before = company.index.served.length;
    const { message, log } = await pip(install('library==1.1'), env(), caCertificates());
    expect(message).toBe('');
    expect(log).toContain('Would install library-1.1');
    expect(company.index.served.slice(before)).toContain('/files/library-1.1-py3-none-any.whl');
    expect(company.canaries.in(log)).toEqual([]);
  });

  it('through a proxy that asks for a password', async () => {
    const before = company.proxy.tunnels.length;
    const HTTPS_PROXY = `http://${company.proxyLogin}@127.0.0.1:${company.proxy.port}`;
    const { message, log } = await pip(install('library==1.1'), {
      PIP_INDEX_URL: url(),
      PIP_CERT: ca(),
      HTTPS_PROXY,
    });
    expect(message).toBe('');
    expect(new Set(company.proxy.tunnels.slice(before))).toEqual(
      new Set([`127.0.0.1:${company.index.port}`]),
    );
    expect(company.canaries.in(log)).toEqual([]);
  });

  it('and so does a program that is not pip: a scenario’s install.sh, apt', async () => {
    const before = company.proxy.tunnels.length;
    const HTTPS_PROXY = `http://${company.proxyLogin}@127.0.0.1:${company.proxy.port}`;
    const own = { NETRC: '/no/such/netrc', PIP_CONFIG_FILE: '/dev/null', HTTPS_PROXY };
    const { env } = await networkedPip('docker', session, [ca()], () => undefined, own);
    const [user, password] = company.indexLogin.split(':');
    const fetch = `
import base64, sys, urllib.request
page = urllib.request.Request(sys.argv[1])
page.add_header("Authorization", "Basic " + base64.b64encode(sys.argv[2].encode()).decode())
print(urllib.request.urlopen(page).status)
`;
    const page = `${anonymous()}library/`;
    const command = ['python3', '-c', fetch, page, `${user}:${password}`];
    expect((await runCommand(session, command, { env })).stdout).toBe('200');
    expect(company.proxy.tunnels.slice(before)).toEqual([`127.0.0.1:${company.index.port}`]);
    // Without them it gets nowhere: the certificate is one that nobody knows.
    expect((await runCommand(session, command)).stderr).toContain('CERTIFICATE_VERIFY_FAILED');
  });

  it('and takes what only a folder of this machine has', async () => {
    const env = { PIP_INDEX_URL: url(), PIP_CERT: ca(), PIP_FIND_LINKS: company.wheels };
    expect(await pip(install('library'), env)).toMatchObject({
      message: '',
      log: expect.stringContaining('Would install library-3.0'),
    });
    const gone = { ...env, PIP_FIND_LINKS: '/no/such/folder' };
    const { message, hint } = await pip(install('library==3.0'), gone);
    expect(message).toContain('there is no such version');
    expect(hint).toContain("pip's find-links /no/such/folder does not exist on this machine.");
  });
});

describe('pip’s failures have a sentence and a remedy each', () => {
  const at = (port: keyof Pick<Company, 'deadPort' | 'silentPort'>) => () => ({
    PIP_INDEX_URL: company.url(company[port], company.indexLogin),
  });
  const index = (login?: () => string, path?: string) => () => ({
    PIP_INDEX_URL: company.url(company.index.port, login?.(), path),
  });
  const own = () => company.indexLogin;
  const proxied = (proxy: () => string) => () => ({ ...index(own)(), HTTPS_PROXY: proxy() });

  it.each<[string, () => NodeJS.ProcessEnv, string[], string, string]>([
    [
      'a dead port',
      at('deadPort'),
      install('library'),
      'cannot be reached: the connection was refused',
      'installNetwork=host',
    ],
    [
      'an unknown host',
      () => ({ PIP_INDEX_URL: 'https://no-such-host.invalid/simple/' }),
      install('library'),
      'at no-such-host.invalid:443 cannot be reached: its host name is unknown',
      'PIP_INDEX_URL',
    ],
    [
      'no answer',
      at('silentPort'),
      install('library'),
      'cannot be reached: it does not answer',
      'HTTPS_PROXY',
    ],
    [
      'a dead proxy',
      proxied(() => `http://${company.proxyLogin}@127.0.0.1:${company.deadPort}`),
      install('library'),
      'the proxy cannot be reached: the connection was refused',
      'HTTPS_PROXY',
    ],
    [
      'a password that the proxy refuses',
      proxied(() => `http://${company.wrongLogin}@127.0.0.1:${company.proxy.port}`),
      install('library'),
      'the proxy refuses the user or the password (407)',
      'HTTPS_PROXY',
    ],
    [
      'an expired certificate',
      () => ({ PIP_INDEX_URL: company.url(company.expired.port, company.indexLogin) }),
      install('library'),
      'certificate has expired',
      'renew',
    ],
    [
      'the certificate of another host',
      () => ({ PIP_INDEX_URL: company.url(company.misnamed.port, company.indexLogin) }),
      install('library'),
      'the certificate of the index is for another host name',
      'host name',
    ],
    [
      'no TLS',
      () => ({ PIP_INDEX_URL: company.url(company.proxy.port, company.indexLogin) }),
      install('library'),
      'does not speak TLS',
      'http://',
    ],
    ['no password', index(), install('library'), 'asks for a user and a password (401)', '.netrc'],
    [
      'a wrong password',
      index(() => company.wrongLogin),
      install('library'),
      'refuses the user or the password (401)',
      'Correct them',
    ],
    [
      'forbidden',
      () => ({ PIP_INDEX_URL: company.url(company.forbidding.port, company.wrongLogin) }),
      install('library'),
      '(403)',
      'what the index lets that user read',
    ],
    ['no index there', index(own, '/simpel/'), install('library'), '/simpel/ (404)', '/simple/'],
    ['no such package', index(own), install('libary'), 'no package of this name (404 for', 'spelling'],
    [
      'no such version',
      index(own),
      install('library==9'),
      'there is no such version',
      'The newest that the index has: 1.0, 1.1.',
    ],
    [
      'another Python',
      index(own),
      install('future==1.0'),
      'it is for another Python (1.0 Requires-Python >=3.99)',
      '--image',
    ],
    [
      'no compiler',
      index(own),
      ['wheel', '--no-deps', '--wheel-dir', '/tmp', 'native'],
      'building one needs',
      '"toolchain": { "apt": ["gcc"',
    ],
    [
      'a conflict',
      index(own),
      ['install', '--dry-run', '--ignore-installed', 'library==1.0', 'dependency==2.0'],
      'contradict each other: The user requested dependency==2.0; library 1.0 depends on dependency==1.0',
      'requirements_scenario.txt',
    ],
  ])('%s', async (_, env, arguments_, sentence, remedy) => {
    const { message, hint, log } = await pip(arguments_, env(), [company.certificates.ca]);
    expect(message.split('\n')[0]).toContain(sentence);
    expect(message).toMatch(/^Could not install the baseline: /);
    expect(hint).toContain(remedy);
    expect(company.canaries.in(message + hint + log)).toEqual([]);
  });

  it('an unknown CA', async () => {
    const { message, hint } = await pip(install('library'), index(own)());
    expect(message).toContain('a certificate of a CA that nobody here knows');
    expect(hint).toContain('caCertificates');
  });
});

describe('the newest version, asked from the host for the cache key', () => {
  const ask = (cache: string, url: string) =>
    newestOnHost('library>=1', 'python3', cache, {
      caCertificates: [company.certificates.ca],
      env: { ...process.env, ...withoutNetworkSettings(), PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: url },
    });

  it('is the private index’s, and remembered with the reason for when that does not answer', async () => {
    const cache = mkdtempSync(join(company.folder, 'cache-'));
    const sound = company.url(company.index.port, company.indexLogin);
    expect(await ask(cache, company.url(company.deadPort, company.indexLogin))).toEqual({
      kind: 'unknown',
      reason: expect.stringContaining('cannot be reached: the connection was refused'),
    });
    expect(await ask(cache, sound)).toEqual({ kind: 'asked', version: '1.1' });
    expect(await ask(cache, company.url(company.deadPort, company.indexLogin))).toMatchObject({
      kind: 'remembered',
      version: '1.1',
      reason: expect.stringContaining('cannot be reached: the connection was refused'),
    });
    expect(await ask(cache, company.url(company.index.port, company.wrongLogin))).toMatchObject({
      kind: 'remembered',
      reason: 'the index refuses the user or the password (401)',
    });
    expect(company.canaries.below(cache)).toEqual([]);
  });
});
