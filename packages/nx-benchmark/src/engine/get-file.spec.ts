import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFolder } from './copy-folder';
import type { KeptLayer, Session } from './engine';
import { getFile } from './get-file';
import { LocalEngine } from './local/local-engine';
import { putFiles } from './put-files';

const LAYER: KeptLayer = {
  kind: 'tools',
  key: 'a',
  built: false,
  reference: '',
  folders: { tools: '', sides: '' },
};

let engine: LocalEngine;
let session: Session;
let folder: string;

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
  engine = LocalEngine.connect('python3', folder);
  session = await engine.openMeasuring(LAYER);
});

afterEach(async () => {
  await engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const digest = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('getFile', () => {
  it.each([0, 1, 2 ** 22, 2 ** 22 + 1, 11_000_000])(
    'takes a file of %d bytes out as it is',
    async (bytes) => {
      const content = randomBytes(bytes);
      writeFileSync(join(session.work, 'file'), content);
      const target = join(folder, 'deep/er/file');
      await getFile(session, `${session.work}/file`, bytes, target);
      expect(digest(readFileSync(target))).toBe(digest(content));
      expect(readdirSync(join(folder, 'deep/er'))).toEqual(['file']);
    },
  );

  it('leaves nothing of a file that is cut short, or not there', async () => {
    writeFileSync(join(session.work, 'file'), 'x'.repeat(1000));
    const target = join(folder, 'files/file');
    const take = (name: string) => getFile(session, `${session.work}/${name}`, 1001, target);
    await expect(take('file')).rejects.toThrow('only 1000 of 1001 bytes arrived');
    await expect(take('absent')).rejects.toThrow(/only 0 of 1001 bytes arrived.*FileNotFoundError/s);
    expect(readdirSync(join(folder, 'files'))).toEqual([]);
  });
});

describe('copyFolder', () => {
  it('copies a folder of one session into another, under its new name', async () => {
    const other = await engine.openInstall(LAYER);
    await putFiles(other, other.work, [
      { path: 'from/a/module.py', content: 'import os\n' },
      { path: 'from/run', content: '#!/bin/sh\n', executable: true },
    ]);
    await copyFolder(other, `${other.work}/from`, session, session.work, 'to');
    expect(readFileSync(join(session.work, 'to/a/module.py'), 'utf8')).toBe('import os\n');
    expect(readdirSync(join(session.work, 'to')).sort()).toEqual(['a', 'run']);
  });

  it('says what cannot be read', async () => {
    const copied = copyFolder(session, '/no/such/folder', session, session.work, 'to');
    await expect(copied).rejects.toThrow(/^\/no\/such\/folder could not be read: FileNotFoundError/);
  });
});
