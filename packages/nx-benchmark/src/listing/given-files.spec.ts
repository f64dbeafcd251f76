import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenFiles } from './given-files';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'given-'));
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'folder/file.py'), '');
  symlinkSync(join(root, 'folder'), join(root, 'link'));
});

afterAll(() => rmSync(root, { recursive: true }));

describe('givenFiles', () => {
  it.each([
    ['folder/file.py', 'folder/file.py'],
    ['./folder//x/../file.py', 'folder/file.py'],
    ['no/such/file.py', 'no/such/file.py'],
    ['folder/file.py/was/a/folder', 'folder/file.py/was/a/folder'],
    ['folder', 'folder/'],
    ['folder/', 'folder/'],
    ['gone/', 'gone/'],
    ['link', 'link'],
    ['..dots/file', '..dots/file'],
  ])('reads %s as %s', (given, path) => {
    expect(givenFiles([given], root)).toEqual([path]);
    expect(givenFiles([join(root, given) + (given.endsWith('/') ? '/' : '')], root)).toEqual([path]);
  });

  it('gives each once, sorted, and nothing for nothing', () => {
    expect(givenFiles(['b', './a', 'b', ''], root)).toEqual(['a', 'b']);
    expect(givenFiles([''], root)).toEqual([]);
  });

  it.each(['../elsewhere', '..', '/etc/hosts'])('refuses %s', (given) => {
    expect(() => givenFiles([given], root)).toThrow(`${given} is outside of the workspace ${root}.`);
  });

  it('refuses everything at once', () => {
    expect(() => givenFiles(['.'], root)).toThrow('. is the whole workspace.');
  });
});
