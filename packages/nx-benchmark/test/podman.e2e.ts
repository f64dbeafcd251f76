import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Docker from 'dockerode';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx } from './nx';
import { type PodmanService, startPodman, whyNoPodman } from './podman-service';

const reason = whyNoPodman();
if (reason !== undefined) {
  process.stderr.write(`\nNOT RUN: the test of the engine Podman, since ${reason}\n\n`);
}

(reason === undefined ? describe : describe.skip)('on Podman', () => {
  let workspace: MadeWorkspace;
  let podman: PodmanService;

  beforeAll(async () => {
    workspace = makeWorkspace(0.1);
    podman = await startPodman();
  });

  afterAll(async () => {
    await podman?.close();
    workspace?.remove();
  });

  const run = (...options: readonly string[]) =>
    nx(['run', 'work:benchmark', '--configs=small', '--skip-nx-cache', ...options], {
      cwd: workspace.root,
      env: { DOCKER_HOST: podman.address },
    });

  it('measures as on Docker, from an image that its command makes there', async () => {
    const { output } = await run();
    expect(output).toContain('small: regression (blocking)');
    expect(output).toMatch(/Podman \d+\.\d+\.\d+, image nx-benchmark\/python:debian/);
  });

  it('finds what it has built, records what was called, and leaves no container', async () => {
    const { output } = await run('--runId=recorded', '--profile');
    expect(output).toContain('small: regression');
    expect(output).not.toMatch(/building|preparing|making image/);
    // Which function, if any, is a matter of the recording's noise.
    expect(output).toMatch(/^ *moved +\S/m);
    for (const side of ['baseline', 'candidate']) {
      const path = join(workspace.artifacts, 'recorded/work', side, 'viztracer/small.json');
      expect(JSON.parse(readFileSync(path, 'utf8')).traceEvents.length).toBeGreaterThan(10);
    }
    const socketPath = podman.address.replace('unix://', '');
    expect(await new Docker({ socketPath }).listContainers({ all: true })).toEqual([]);
  });
});
