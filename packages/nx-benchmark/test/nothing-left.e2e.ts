import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { REPOSITORY } from './nx';

/** A few of the kills of tools/prove-nothing-left.mjs, the same ones every time as far as moments can be the same. */
it('leaves nothing, whenever and however it is killed', async () => {
  const script = join(REPOSITORY, 'tools/prove-nothing-left.mjs');
  const run = promisify(execFile)(process.execPath, [script, '--kills=4', '--seed=e2e']);
  const { stdout } = await run.catch((error: Error & { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`);
  });
  expect(stdout.trim().split('\n').at(-1)).toBe('nothing is left');
  expect(stdout.match(/^\d+ +(docker|local) /gm)).toHaveLength(4);
});
