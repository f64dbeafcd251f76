import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ourselves, ownerText } from '../files/owner';
import { connectEngine, type EngineRequest } from './connect-engine';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-engine-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(['docker', 'local'] as const)(
  '%s: first removes the temporary folders of who was killed',
  async (engine) => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    const left = join(tmpdir(), `nx-benchmark-${ownerText({ ...ourselves(), pid })}-abcdef`);
    mkdirSync(join(left, 'tree'), { recursive: true });
    const request: EngineRequest = {
      engine,
      image: 'none',
      python: 'python3',
      installNetwork: 'auto',
      measuringNetwork: 'none',
      workspaceRoot: folder,
      runId: 'next',
    };
    // An engine may be there or not: it is asked later.
    const connected = await connectEngine(request, join(folder, 'cache')).catch(() => undefined);
    await connected?.dispose();
    expect(existsSync(left)).toBe(false);
  },
);
