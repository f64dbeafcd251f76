import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyAtomically } from './copy-atomically';
import { ourselves, ownerText } from './owner';
import { isUnfinished, unfinishedPath } from './unfinished';
import { writeAtomically } from './write-atomically';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a process of this machine left it that has ended. */
function leftOf(name: string): string {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  return `${name}.${ownerText({ ...ourselves(), pid })}.tmp`;
}

describe('what a process left unfinished', () => {
  beforeEach(() => {
    writeFileSync(join(folder, leftOf('manifest.json')), '{"sch');
    mkdirSync(join(folder, leftOf('span')));
    writeFileSync(unfinishedPath(join(folder, 'ours.json')), '{');
    writeFileSync(join(folder, 'new.json.4711.tmp'), '{');
    writeFileSync(join(folder, 'old.json.4711.tmp'), '{');
    const longAgo = Date.now() / 1000 - 48 * 3600;
    utimesSync(join(folder, 'old.json.4711.tmp'), longAgo, longAgo);
    writeFileSync(join(folder, "user's.tmp"), '');
  });

  const stays = () => [
    'new.json.4711.tmp',
    `ours.json.${ownerText(ourselves())}.tmp`,
    "user's.tmp",
    'written',
  ];

  it('goes when the next file is written there, and nothing else does', () => {
    writeAtomically(join(folder, 'written'), 'whole');
    expect(readdirSync(folder).sort()).toEqual(stays());
    expect(readFileSync(join(folder, 'written'), 'utf8')).toBe('whole');
  });

  it('goes when the next folder is copied there', () => {
    const from = mkdtempSync(join(tmpdir(), 'files-'));
    mkdirSync(join(folder, 'written'));
    writeFileSync(join(folder, 'written', 'before'), '');
    writeFileSync(join(from, 'file'), 'whole');
    copyAtomically(from, join(folder, 'written'));
    rmSync(from, { recursive: true });
    expect(readdirSync(folder).sort()).toEqual(stays());
    expect(readdirSync(join(folder, 'written'))).toEqual(['file']);
  });
});

it('has a name that tells it from what is finished', () => {
  expect(isUnfinished(unfinishedPath('results.small.json'))).toBe(true);
  expect(isUnfinished('work.4711.tmp')).toBe(true);
  expect(isUnfinished('results.small.json')).toBe(false);
  expect(isUnfinished('scenario.tmp')).toBe(false);
});
