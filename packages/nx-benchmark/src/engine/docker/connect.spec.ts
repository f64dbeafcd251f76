import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { connect } from './connect';
import { findEndpoints } from './endpoint';

const SLOW_MILLISECONDS = 1500;

it('waits for an engine on this machine that is slow to start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'connect-'));
  const socket = join(folder, 'engine.sock');
  const server = createServer((_, response) => {
    setTimeout(
      () => response.end(JSON.stringify({ ApiVersion: '1.41', Version: '4.3.1' })),
      SLOW_MILLISECONDS,
    );
  });
  server.listen(socket);
  await once(server, 'listening');
  try {
    const { product } = await connect(findEndpoints({ DOCKER_HOST: `unix://${socket}` }));
    expect(product).toBe('Docker 4.3.1');
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
});
