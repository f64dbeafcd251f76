import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import type { ServerCertificate } from './certificates';

/** A package index (PEP 503) behind TLS and a password, on the loopback interface. */
export interface PrivateIndex {
  readonly port: number;
  /** Paths that were asked for with the right password, so far. */
  readonly served: readonly string[];
  /** Paths that were refused for want of it. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

export interface IndexOptions {
  readonly certificate: ServerCertificate;
  /** `user:password`. */
  readonly login?: string;
  /** Status for whoever has the wrong password; 401 also asks for one. */
  readonly refusal?: 401 | 403;
}

/**
 * Serves the wheels and source packages of `folder` under /simple/, and the folder itself as a page under /files/.
 */
export async function servePrivateIndex(folder: string, options: IndexOptions): Promise<PrivateIndex> {
  const [served, refused]: [string[], string[]] = [[], []];
  const expected =
    options.login === undefined ? undefined : `Basic ${Buffer.from(options.login).toString('base64')}`;
  const server = createServer({ ...options.certificate }, (request, response) => {
    const path = request.url ?? '';
    if (expected !== undefined && request.headers.authorization !== expected) {
      refused.push(path);
      response.writeHead(options.refusal ?? 401, { 'WWW-Authenticate': 'Basic realm="index"' }).end();
      return;
    }
    served.push(path);
    const [, root, name] = path.split('/');
    const files = readdirSync(folder);
    response.setHeader('Content-Type', name?.includes('.') ? 'application/octet-stream' : 'text/html');
    if (root === 'files' && name && files.includes(name)) response.end(readFileSync(join(folder, name)));
    else if (root === 'files' && !name) page(response, folder, files);
    else if (root === 'simple' && !name) response.end('<!DOCTYPE html><title>Simple index</title>');
    else if (root === 'simple' && files.some((file) => projectOf(file) === name))
      page(
        response,
        folder,
        files.filter((file) => projectOf(file) === name),
      );
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    served,
    refused,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function page(response: { end(text: string): void }, folder: string, files: readonly string[]): void {
  const links = files.map((file) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
    const python = file.startsWith('future') ? ` data-requires-python="&gt;=3.99"` : '';
    return `<a href="/files/${file}#sha256=${hash}"${python}>${file}</a><br>`;
  });
  response.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
}

function projectOf(file: string): string {
  return file
    .replace(/-\d.*$/, '')
    .toLowerCase()
    .replace(/[-_.]+/g, '-');
}

/** A server that takes connections and never answers. */
export async function serveSilence(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createTcpServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A port of the loopback interface on which nothing listens. */
export async function unusedPort(): Promise<number> {
  const { port, close } = await serveSilence();
  await close();
  return port;
}
