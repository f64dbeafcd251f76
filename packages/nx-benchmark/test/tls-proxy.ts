import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real engine behind TLS, as on a build machine elsewhere: it wants a client certificate of its own CA. */
export interface TlsProxy {
  /** `tcp://127.0.0.1:PORT`. */
  readonly address: string;
  /** Folders with `ca.pem`, `cert.pem` and `key.pem`: one that the engine accepts, and one of a CA that nobody knows. */
  readonly certificates: string;
  readonly foreign: string;
  close(): Promise<void>;
}

/** It stops by itself when this process ends. */
export async function startTlsProxy(socketPath: string): Promise<TlsProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-proxy-'));
  const [certificates, foreign] = [join(folder, 'engine'), join(folder, 'foreign')];
  makeCertificates(certificates);
  makeCertificates(foreign);
  const proxy = spawn('python3', [join(__dirname, 'tls-proxy.py'), certificates, socketPath], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(createInterface({ input: proxy.stdout }), 'line');
  return {
    address: `tcp://127.0.0.1:${port}`,
    certificates,
    foreign,
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.stdin.end();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A CA, a certificate of it for 127.0.0.1 (`server-*.pem`) and one for a client. */
function makeCertificates(folder: string): void {
  mkdirSync(folder);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca-key.pem',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=A CA',
  );
  const sign = (name: string, extensions: string) => {
    const [request, settings] = [`${name}.csr`, `${name}.cnf`];
    const of = name === 'server' ? 'server-' : '';
    writeFileSync(join(folder, settings), extensions);
    openssl('req', ...key, '-keyout', `${of}key.pem`, '-out', request, '-subj', `/CN=${name}`);
    const ca = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      request,
      ...ca,
      '-days',
      '2',
      '-extfile',
      settings,
      '-out',
      `${of}cert.pem`,
    );
  };
  sign('server', 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  sign('client', 'extendedKeyUsage=clientAuth\n');
}
