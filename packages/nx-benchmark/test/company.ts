import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Canaries } from './canaries';
import { type MadeCertificates, makeCertificates } from './certificates';
import { type ConnectProxy, startConnectProxy } from './connect-proxy';
import { downloadPackages, makePackage } from './made-packages';
import { type PrivateIndex, servePrivateIndex, serveSilence, unusedPort } from './private-index';

/** A company's network on the loopback interface: its CA, its package index, its proxy, all behind passwords. */
export interface Company {
  readonly folder: string;
  readonly certificates: MadeCertificates;
  readonly canaries: Canaries;
  readonly index: PrivateIndex;
  /** Answers 403 where the index says 401. */
  readonly forbidding: PrivateIndex;
  readonly expired: PrivateIndex;
  readonly misnamed: PrivateIndex;
  /** Takes connections, never answers. */
  readonly silentPort: number;
  /** Nothing listens there. */
  readonly deadPort: number;
  readonly proxy: ConnectProxy;
  /** `user:password`, as in URLs. */
  readonly indexLogin: string;
  readonly proxyLogin: string;
  readonly wrongLogin: string;
  /** A folder with nothing but `library` 3.0, which the index lacks. */
  readonly wheels: string;
  /** Something secret that has nothing to do with any of it. */
  readonly token: string;
  url(port: number, login?: string, path?: string): string;
  close(): Promise<void>;
}

const COUNTING = (factor: number) =>
  `def count(size):\n    total = 0\n    for item in range(int(size * ${factor})):\n        total += item\n    return total\n`;

/** Builds it up. What the sides need besides is downloaded once, by this machine's own settings. */
export async function foundCompany(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'company-'));
  const served = join(folder, 'served');
  const wheels = join(folder, 'wheels');
  for (const each of [served, wheels]) mkdirSync(each);
  const certificates = makeCertificates(folder);
  downloadPackages(served, 'pyperf', 'setuptools');
  for (const [version, factor] of [
    ['1.0', 1],
    ['1.1', 2],
  ] as const) {
    makePackage(served, { name: 'counting', version, code: COUNTING(factor) });
  }
  makePackage(served, { name: 'library', version: '1.0', requires: ['dependency==1.0'] });
  makePackage(served, { name: 'library', version: '1.1' });
  makePackage(served, { name: 'dependency', version: '1.0' });
  makePackage(served, { name: 'dependency', version: '2.0' });
  makePackage(served, { name: 'future', version: '1.0', requiresPython: '>=3.99' });
  makePackage(served, { name: 'native', version: '1.0', extension: true });
  makePackage(wheels, { name: 'library', version: '3.0' });

  const canaries = new Canaries();
  const login = (name: string) => {
    const text = `${name.replace(/ .*/, '')}user:${canaries.make(name)}`;
    canaries.add(name, Buffer.from(text).toString('base64'));
    return text;
  };
  const [indexLogin, proxyLogin, wrongLogin] = ['index password', 'proxy password', 'wrong password'].map(
    login,
  ) as [string, string, string];
  // Of its lines one from the middle: a key is never cut there.
  canaries.add('CA key', certificates.caKey.split('\n')[5]!);
  const index = await servePrivateIndex(served, { certificate: certificates.sound, login: indexLogin });
  const forbidding = await servePrivateIndex(served, {
    certificate: certificates.sound,
    login: indexLogin,
    refusal: 403,
  });
  const expired = await servePrivateIndex(served, { certificate: certificates.expired });
  const misnamed = await servePrivateIndex(served, { certificate: certificates.misnamed });
  const silence = await serveSilence();
  const proxy = await startConnectProxy(proxyLogin);
  return {
    folder,
    certificates,
    canaries,
    index,
    forbidding,
    expired,
    misnamed,
    silentPort: silence.port,
    deadPort: await unusedPort(),
    proxy,
    indexLogin,
    proxyLogin,
    wrongLogin,
    wheels,
    token: canaries.make('unrelated token'),
    url: (port, login, path = '/simple/') =>
      `https://${login === undefined ? '' : `${login}@`}127.0.0.1:${port}${path}`,
    close: async () => {
      for (const each of [index, forbidding, expired, misnamed, silence, proxy]) await each.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A file that did not exist before, with `content`. */
export function fileWith(company: Company, name: string, content: string): string {
  const path = join(company.folder, `${randomBytes(4).toString('hex')}-${name}`);
  writeFileSync(path, content);
  return path;
}
