import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CacheServer, startCacheServer } from './cache-server';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { type NxResult, nx } from './nx';

/** Two checkouts of one state that share nothing but a remote cache. */
describe('with a remote cache', () => {
  let server: CacheServer;
  let workspaces: readonly [first: MadeWorkspace, second: MadeWorkspace];
  let noEnvironments: string;
  let measured: NxResult;

  beforeAll(async () => {
    server = await startCacheServer();
    workspaces = [makeWorkspace(0.5), makeWorkspace(0.5)];
    noEnvironments = mkdtempSync(join(tmpdir(), 'environments-'));
  });

  afterAll(async () => {
    await server.close();
    for (const workspace of workspaces) workspace.remove();
    rmSync(noEnvironments, { recursive: true, force: true });
  });

  const benchmark = (workspace: MadeWorkspace, env: Readonly<Record<string, string>> = {}) =>
    nx(['run', 'work:benchmark', '--engine=local', '--configs=small', '--failOn=never'], {
      cwd: workspace.root,
      env: { ...server.env, ...env },
    });

  it('the first checkout measures and uploads', async () => {
    measured = await benchmark(workspaces[0]);
    expect(measured.output).toContain('small: regression (blocking)');
    expect(measured.code).toBe(0);
    expect(server.answers).toEqual(['GET 404', 'PUT 200']);
  });

  it('the second restores the artifacts, and says when and where they were measured', async () => {
    const restored = await benchmark(workspaces[1], { NX_BENCHMARK_CACHE: noEnvironments });
    expect(restored.code).toBe(0);
    expect(restored.output).toContain('remote cache');
    expect(restored.output).toContain('small: regression (blocking)');
    expect(server.answers).toEqual(['GET 404', 'PUT 200', 'GET 200']);
    expect(readdirSync(noEnvironments)).toEqual([]);

    const [first, second] = workspaces.map((workspace) => manifestOf(workspace));
    expect(second).toMatchObject({
      updatedAt: first.updatedAt,
      machine: first.machine,
      variants: first.variants,
    });
    const line = /^measured {3}.*/m.exec(measured.output)?.[0];
    expect(line).toBe(
      `measured   ${first.updatedAt.slice(0, 16).replace('T', ' ')} UTC, ${first.machine.cpuModel}`,
    );
    expect(restored.output).toContain(line);
    expect(pyperfFiles(workspaces[1])).toEqual([true, true]);
  });

  it('the second measures nothing the third time either, from its own cache', async () => {
    const { output } = await benchmark(workspaces[1], { NX_BENCHMARK_CACHE: noEnvironments });
    expect(output).toMatch(/local cache|existing outputs match the cache/);
    expect(server.answers).toHaveLength(3);
  });

  it('a changed source is another task', async () => {
    const [, { root, write }] = workspaces;
    const source = readFileSync(join(root, 'new/counting.py'), 'utf8');
    write('new/counting.py', source.replace('1.5', '1.6'));
    const { output } = await benchmark(workspaces[1]);
    expect(output).toContain('small: regression (blocking)');
    expect(output).not.toContain('remote cache');
    expect(server.stored.size).toBe(2);
  });
});

function manifestOf({ artifacts }: MadeWorkspace) {
  return JSON.parse(readFileSync(join(artifacts, 'latest/work/manifest.json'), 'utf8'));
}

function pyperfFiles({ artifacts }: MadeWorkspace): boolean[] {
  return ['baseline', 'candidate'].map((side) =>
    existsSync(join(artifacts, 'latest/work', side, 'results.small.json')),
  );
}
