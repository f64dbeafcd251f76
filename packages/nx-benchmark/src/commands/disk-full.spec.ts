import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { UserError } from '../domain/user-error';
import { diskFull } from './disk-full';
import { reportErrors } from './report-errors';

/** Every write to it ends as on a full disk; other systems have none. */
const FULL = '/dev/full';

it('a full disk is said in a sentence, with what to do', async () => {
  if (!existsSync(FULL)) {
    process.stderr.write(`\n*** NOT RUN: a full disk. There is no ${FULL}. ***\n\n`);
    return;
  }
  const lines: string[] = [];
  const write = async () => {
    writeFileSync(FULL, 'rounds');
    return { success: true };
  };
  const { success } = await reportErrors(write, (line) => lines.push(line));
  expect(success).toBe(false);
  expect(lines[0]).toMatch(/^error: The disk is full: ENOSPC: .*\.$/);
  expect(lines[1]).toContain('nx run benchmarks:prune');
});

it('the same in the words of an engine', () => {
  const said =
    'The engine could not start a container: mkdir /var/lib/docker/overlay2/x: no space left on device';
  expect(diskFull(new UserError(said))?.message).toBe(`The disk is full: ${said}.`);
});

it('leaves other errors alone', () => {
  expect.assertions(4);
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  try {
    writeFileSync(folder, 'a folder is no file');
  } catch (error) {
    expect(diskFull(error)).toBeUndefined();
  }
  rmSync(folder, { recursive: true });
  for (const thrown of ['no error', null]) expect(diskFull(thrown)).toBeUndefined();
  expect(diskFull(new UserError('span has no config "stat".'))).toBeUndefined();
});
