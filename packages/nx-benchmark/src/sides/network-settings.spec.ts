import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, describe, expect, it } from '@jest/globals';
import { networkSettings } from './network-settings';

const folder = mkdtempSync(join(tmpdir(), 'network-'));
const pem = join(folder, 'company.pem');
const company = '-----BEGIN CERTIFICATE-----\ncompany\n-----END CERTIFICATE-----\n';
writeFileSync(pem, company);
afterAll(() => rmSync(folder, { recursive: true }));
const settings = (env: NodeJS.ProcessEnv, pip: Record<string, string> = {}, ca: string[] = []) =>
  networkSettings(ca, '/run/install', { NETRC: '/no/such/netrc', ...env }, new Map(Object.entries(pip)));

describe('networkSettings', () => {
  it('passes proxies on in both spellings, and nothing else of the environment', () => {
    const env = { https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(settings(env)).toEqual({
      env: { https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost' },
      files: [],
      left: [],
    });
  });

  it('adds the company’s certificates to the public ones: a bundle replaces, it does not add', () => {
    const { env, files } = settings({ NODE_EXTRA_CA_CERTS: pem });
    expect(env).toMatchObject({ PIP_CERT: '/run/install/ca.pem', SSL_CERT_FILE: '/run/install/ca.pem' });
    expect(files[0]!.path).toBe('ca.pem');
    expect(files[0]!.content).toContain('company');
    expect(files[0]!.content).toContain(rootCertificates[0]!);
  });

  it('prefers the certificates the user names', () => {
    expect(() => settings({ NODE_EXTRA_CA_CERTS: pem }, {}, ['/no/such.pem'])).toThrow(
      'The CA certificates /no/such.pem cannot be read: ENOENT.',
    );
  });

  it('takes the certificates out of a file, and leaves the private key in it', () => {
    const both = join(folder, 'both.pem');
    writeFileSync(both, `-----BEGIN PRIVATE KEY-----\nkey\n-----END PRIVATE KEY-----\n${company}`);
    const { content } = settings({}, {}, [both]).files[0]!;
    expect(content).toContain('company');
    expect(content).not.toContain('PRIVATE KEY');
  });

  it('trusts all that the host trusts, whichever variable says so', () => {
    const pipsOwn = join(folder, 'pip.pem');
    writeFileSync(pipsOwn, company.replace('company', 'of pip'));
    const { content } = settings({ NODE_EXTRA_CA_CERTS: pem }, { cert: pipsOwn }).files[0]!;
    expect(content).toContain('company');
    expect(content).toContain('of pip');
  });

  it('says of a file without certificates that it has none', () => {
    const empty = join(folder, 'empty.pem');
    writeFileSync(empty, 'nothing\n');
    expect(() => settings({}, {}, [empty])).toThrow(
      `The CA certificates ${empty} hold no certificate in the format PEM.`,
    );
  });

  it('sends the packages of a find-links folder along, and names what is not there', () => {
    const wheels = mkdtempSync(join(folder, 'wheels-'));
    writeFileSync(join(wheels, 'a-1-py3-none-any.whl'), 'wheel');
    writeFileSync(join(wheels, 'password.txt'), 'not this');
    const { env, files, left } = settings(
      {},
      { 'find-links': `https://wheels.example/ ${wheels} /no/such/folder` },
    );
    expect(env).toEqual({ PIP_FIND_LINKS: 'https://wheels.example/ /run/install/find-links-1' });
    expect(files).toEqual([{ path: 'find-links-1/a-1-py3-none-any.whl', content: Buffer.from('wheel') }]);
    expect(left).toEqual(["pip's find-links /no/such/folder does not exist on this machine"]);
  });

  it('refuses an index that only this machine can see: the public one in its place may hold impostors', () => {
    expect(() => settings({}, { 'index-url': 'file:///srv/simple' })).toThrow(
      "pip's index-url file:///srv/simple is a place on this machine, which a container cannot see.",
    );
  });

  it('sends the netrc entries of the indexes and no others', () => {
    const netrc = join(folder, 'netrc');
    writeFileSync(
      netrc,
      'machine other.example login me password other\n' +
        'machine index.example\n  login me\n  password "of # index"\n' +
        'default login anyone password default\n' +
        'macdef init\n  machine index.example password macro\n\n',
    );
    const { env, files } = settings({ NETRC: netrc }, { 'index-url': 'https://index.example/simple/' });
    expect(env.NETRC).toBe('/run/install/netrc');
    expect(files).toEqual([
      { path: 'netrc', content: 'machine index.example\nlogin me password "of # index"\n' },
    ]);
  });
});
