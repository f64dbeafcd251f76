import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readManifests } from './read-manifests';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const manifest = (runId: string) => ({
  schemaVersion: 1,
  runId,
  scenario: 'span',
  startedAt: '2026-11-22T12:30:05Z',
  sides: { baseline: {}, candidate: {} },
  machine: {},
  engine: {},
  versions: {},
  variants: [],
});

const found = (root = folder) =>
  [...readManifests(root)].map((one) => [
    relative(folder, one.folder),
    'manifest' in one ? one.manifest.runId : one.trouble,
  ]);

it('finds manifests at any depth that an archive of CI has, copies last', () => {
  for (const path of ['job-7/results/b/span', 'zzz/span', 'latest/span', 'a/span']) {
    write(`${path}/manifest.json`, JSON.stringify(manifest(path)));
    write(`${path}/rounds/start.jsonl`, '');
  }
  expect(found().map(([path]) => path)).toEqual([
    'a/span',
    'job-7/results/b/span',
    'zzz/span',
    'latest/span',
  ]);
  expect(found(join(folder, 'a'))).toEqual([['a/span', 'a/span']]);
  expect(found(join(folder, 'a/span'))).toEqual([['a/span', 'a/span']]);
});

it('takes a folder for results by what is in it, not by its name', () => {
  write('archive/baseline/run/span/manifest.json', JSON.stringify(manifest('baseline')));
  write('archive/job/run/span/manifest.json', JSON.stringify(manifest('job')));
  expect(found().map(([, what]) => what)).toEqual(['baseline', 'job']);
});

it('says of each folder that it cannot use why, and goes on', () => {
  write('1/span/rounds/start.jsonl', '');
  write('2/span/manifest.json', JSON.stringify(manifest('2')).slice(0, 40));
  write('3/page/manifest.json', '{ "name": "a page", "icons": [] }');
  write('4/page/manifest.json', '[]');
  write('5/page/manifest.json', 'null');
  write('6/span/manifest.json', JSON.stringify({ ...manifest('6'), schemaVersion: 99 }));
  write('7/span/manifest.json', JSON.stringify({ ...manifest('7'), sides: { baseline: {} } }));
  write('8/span/manifest.json', JSON.stringify({ ...manifest('8'), variants: [{ name: 'start' }] }));
  write('9/span/manifest.json', JSON.stringify(manifest('9')));
  write('notes/notes.txt', 'nothing of ours');
  expect(found()).toEqual([
    ['1/span', 'no-manifest'],
    ['2/span', 'unreadable'],
    ['3/page', 'foreign'],
    ['4/page', 'foreign'],
    ['5/page', 'foreign'],
    ['6/span', 'other-version'],
    ['7/span', 'foreign'],
    ['8/span', 'foreign'],
    ['9/span', '9'],
  ]);
});

it('takes a run that is being written for no run, nor what others installed, and no folder for an empty one', () => {
  for (const path of ['1/span.4711.tmp', 'node_modules/x', '.cache/x']) {
    write(`${path}/manifest.json`, JSON.stringify(manifest('1')));
  }
  expect(found()).toEqual([]);
  expect(found(join(folder, 'nowhere'))).toEqual([]);
});
