import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of Nx's self-hosted remote cache, as https://nx.dev/docs/kb/self-hosted-caching specifies it. */
export interface CacheServer {
  /** What Nx needs to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Archives by the hash of their task. */
  readonly stored: ReadonlyMap<string, Buffer>;
  /** `GET 404`, `PUT 200`, …: every answer so far. */
  readonly answers: readonly string[];
  close(): Promise<void>;
}

const TOKEN = 'made-for-this-test';

/** Starts one on a free port of the loopback interface. It keeps everything in memory. */
export async function startCacheServer(): Promise<CacheServer> {
  const stored = new Map<string, Buffer>();
  const answers: string[] = [];
  const server = createServer(async (request, response) => {
    answers.push(`${request.method} ${await answer(request, response, stored)}`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: TOKEN,
    },
    stored,
    answers,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  stored: Map<string, Buffer>,
): Promise<number> {
  const end = (status: number, body?: Buffer) => {
    response.writeHead(status, { 'content-type': 'application/octet-stream' }).end(body);
    return status;
  };
  const body: Buffer[] = [];
  for await (const piece of request) body.push(piece);
  const hash = /^\/v1\/cache\/([\w-]+)$/.exec(request.url ?? '')?.[1];
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return end(401);
  if (hash === undefined) return end(404);
  if (request.method === 'GET') {
    const archive = stored.get(hash);
    return archive === undefined ? end(404) : end(200, archive);
  }
  if (request.method !== 'PUT') return end(405);
  if (stored.has(hash)) return end(409);
  stored.set(hash, Buffer.concat(body));
  return end(200);
}
