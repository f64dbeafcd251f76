import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx } from './nx';
import { startTlsProxy, type TlsProxy } from './tls-proxy';

let workspace: MadeWorkspace;
let proxy: TlsProxy;
let folder: string;

beforeAll(async () => {
  workspace = makeWorkspace(0.1);
  proxy = await startTlsProxy('/var/run/docker.sock');
  folder = mkdtempSync(join(tmpdir(), 'engines-'));
});

afterAll(async () => {
  await proxy.close();
  workspace.remove();
  rmSync(folder, { recursive: true, force: true });
});

const run = (env: Readonly<Record<string, string>>, ...more: string[]) =>
  nx(['run', 'work:benchmark', '--configs=small', '--skip-nx-cache', ...more], { cwd: workspace.root, env });

describe('an engine over TCP with TLS', () => {
  const tls = (certificates: string) => ({
    DOCKER_HOST: proxy.address,
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: certificates,
  });

  it('measures as any other', async () => {
    const { code, output } = await run(tls(proxy.certificates), '--failOn=never');
    expect(output).toContain('small: regression (blocking)');
    expect(output).toContain('Docker ');
    expect(code).toBe(0);
  });

  it('is not trusted when another CA signed for it', async () => {
    const { code, output } = await run(tls(proxy.foreign));
    expect(output).toContain(
      `error: No Docker engine at ${proxy.address} (DOCKER_HOST): its certificate was not made by the CA that we were told to trust`,
    );
    expect(output).toContain('DOCKER_CERT_PATH');
    expect(code).toBe(1);
  });

  it('says so when it does not accept our certificate', async () => {
    const certificates = join(folder, 'mixed');
    cpSync(proxy.foreign, certificates, { recursive: true });
    cpSync(join(proxy.certificates, 'ca.pem'), join(certificates, 'ca.pem'));
    const { output } = await run(tls(certificates));
    expect(output).toContain('(DOCKER_HOST): it does not accept our certificate');
  });

  it('says which file is missing of a client certificate', async () => {
    const certificates = join(folder, 'half');
    cpSync(proxy.certificates, certificates, { recursive: true });
    rmSync(join(certificates, 'key.pem'));
    const { output } = await run(tls(certificates));
    expect(output).toContain(`error: ${certificates} holds a cert.pem and no key.pem`);
  });

  it('is not mistaken for a silent one when TLS was not asked for', async () => {
    const { output } = await run({ DOCKER_HOST: proxy.address });
    expect(output).toMatch(/\(DOCKER_HOST\): it (does not speak plain HTTP|closed the connection)/);
    expect(output).toContain('TLS');
  });
});

describe('a server that is no engine', () => {
  let server: Server;
  let address: string;

  beforeAll(async () => {
    server = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is told apart', async () => {
    const { code, output } = await run({ DOCKER_HOST: address });
    expect(output).toContain(
      `error: No Docker engine at ${address} (DOCKER_HOST): what answers there is not a Docker engine.`,
    );
    expect(code).toBe(1);
  });

  it('is told apart when it speaks no TLS', async () => {
    const { output } = await run({ DOCKER_HOST: address, DOCKER_TLS_VERIFY: '1' });
    expect(output).toContain('(DOCKER_HOST): it does not speak TLS, and TLS was asked for');
  });
});
