import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { contextOf } from './build-context';

let folder: string;
let made: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'context-'));
  made = join(folder, 'context');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(made, path)), { recursive: true });
  writeFileSync(join(made, path), content);
}

/** Unpacked by the system's tar. */
async function unpacked(): Promise<string> {
  const [archive, out] = [join(folder, 'context.tar'), join(folder, 'out')];
  await pipeline(contextOf(made), createWriteStream(archive));
  mkdirSync(out);
  execFileSync('tar', ['-xf', archive, '-C', out]);
  return out;
}

it('holds what the folder holds, for the system’s tar', async () => {
  write('Dockerfile', 'FROM scratch\n');
  write('.dockerignore', '');
  write('empty', '');
  write('tools/deep/large.bin', Buffer.alloc(3_000_001, 'compiler'));
  write('tools/run.sh', '#!/bin/sh\n');
  chmodSync(join(made, 'tools/run.sh'), 0o755);
  symlinkSync('run.sh', join(made, 'tools/link'));
  const out = await unpacked();
  // Contents, modes and targets of links: nothing is printed where the two are alike.
  execFileSync('diff', ['--recursive', '--no-dereference', made, out]);
  const modes = (root: string) =>
    execFileSync('find', ['.', '-type', 'f', '-printf', '%p %m\n'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .sort();
  expect(modes(out)).toEqual(modes(made));
});

it('leaves out hidden folders and node_modules', async () => {
  write('Dockerfile', 'FROM scratch\n');
  write('.git/config', '');
  write('node_modules/a/index.js', '');
  const out = await unpacked();
  expect(execFileSync('ls', ['-A', out], { encoding: 'utf8' })).toBe('Dockerfile\n');
});

it('ends with the reason where there is no folder, or a file grows on its way', async () => {
  const sent = (context: Readable) => pipeline(context, createWriteStream(join(folder, 'context.tar')));
  await expect(sent(contextOf(join(made, 'nowhere')))).rejects.toThrow(/ENOENT/);

  write('large.bin', Buffer.alloc(3_000_001));
  const context = contextOf(made);
  context.once('data', () => appendFileSync(join(made, 'large.bin'), 'more'));
  await expect(sent(context)).rejects.toThrow(/Size mismatch/);
});
