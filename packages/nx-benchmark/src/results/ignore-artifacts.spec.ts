import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ignoreArtifacts } from './ignore-artifacts';

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'ignore-artifacts-'));
  execFileSync('git', ['init', '-q'], { cwd: checkout });
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const untracked = () =>
  execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], {
    cwd: checkout,
    encoding: 'utf8',
  });

it('git sees nothing of a folder of artifacts', () => {
  const artifacts = join(checkout, 'deep/artifacts');
  ignoreArtifacts(artifacts);
  writeFileSync(join(artifacts, 'results.json'), '{}');
  expect(untracked()).toBe('');
});

it('leaves the .gitignore that is there: it may be meant to keep results', () => {
  const artifacts = join(checkout, 'artifacts');
  mkdirSync(artifacts);
  writeFileSync(join(artifacts, '.gitignore'), '');
  ignoreArtifacts(artifacts);
  writeFileSync(join(artifacts, 'results.json'), '{}');
  expect(untracked()).toContain('artifacts/results.json');
});
