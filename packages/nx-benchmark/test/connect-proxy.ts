import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** An HTTP proxy that only tunnels (CONNECT), for those who know its password. */
export interface ConnectProxy {
  readonly port: number;
  /** `127.0.0.1:443`: every tunnel that was made. */
  readonly tunnels: readonly string[];
  /** Requests without the right password. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** @param login `user:password` */
export async function startConnectProxy(login: string): Promise<ConnectProxy> {
  const [tunnels, refused]: [string[], string[]] = [[], []];
  const sockets = new Set<Socket>();
  const expected = `Basic ${Buffer.from(login).toString('base64')}`;
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('connect', (request, socket: Socket, head) => {
    const target = request.url ?? '';
    socket.on('error', () => undefined);
    if (request.headers['proxy-authorization'] !== expected) {
      refused.push(target);
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n',
      );
      return;
    }
    tunnels.push(target);
    const [host, port] = target.split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    sockets.add(upstream);
    upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    refused,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
