import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { networkSettings } from './network-settings';

const pem = join(mkdtempSync(join(tmpdir(), 'ca-')), 'company.pem');
writeFileSync(pem, '-----BEGIN CERTIFICATE-----\ncompany\n-----END CERTIFICATE-----\n');
const settings = (env: NodeJS.ProcessEnv, pip: Record<string, string> = {}, ca: string[] = []) =>
  networkSettings(ca, '/run/install', env, new Map(Object.entries(pip)));

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

  it('turns pip settings into variables, and says which cannot hold in a container', () => {
    const { env, left } = settings(
      {},
      { 'index-url': 'https://index.example/', 'find-links': '/opt/wheels' },
    );
    expect(env).toEqual({ PIP_INDEX_URL: 'https://index.example/' });
    expect(left).toEqual([
      "pip's find-links /opt/wheels is a folder of this machine, which the container does not see",
    ]);
  });
});
