import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { readPyperf } from './read-pyperf';

const REAL = join(__dirname, 'testdata/pyperf/baseline/results.work.json');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyperf-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function written(document: unknown): string {
  const path = join(folder, 'results.start.json');
  writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
  return path;
}

describe('readPyperf', () => {
  it('reads the values of what pyperf wrote, without what it calibrated and warmed up with', () => {
    const read = readPyperf(REAL);
    if ('reason' in read) throw new Error(read.reason);
    expect(read.name).toBe('work');
    expect(read.processes.map(({ length }) => length)).toEqual([3, 3, 3, 3, 3, 3]);
    expect(read.maxRss).toHaveLength(6);
    expect(Math.min(...read.maxRss)).toBeGreaterThan(2 ** 20);
    expect(read.metadata.python_version).toMatch(/^3\./);
  });

  test.each([
    ['{"version": "1.0", "bench', 'it is no pyperf file'],
    [null, 'it is no pyperf file'],
    [{ name: 'a web app' }, 'it is no pyperf file'],
    [{ version: '2.0', benchmarks: [] }, "it has pyperf's format 2.0, and only 1.0 is read"],
    [{ version: '1.0', benchmarks: [] }, 'it holds no benchmark'],
    [{ version: '1.0', benchmarks: [{ runs: [{ warmups: [[1, 0.1]] }] }] }, 'it holds no values'],
    [
      { version: '1.0', benchmarks: [{ runs: [{ values: [1] }] }, { runs: [{ values: [1] }] }] },
      'it holds 2 benchmarks, and a config is one',
    ],
    [
      { version: '1.0', metadata: { unit: 'byte' }, benchmarks: [{ runs: [{ values: [1] }] }] },
      'its values are no seconds but of the unit byte',
    ],
  ])('says why it does not read %j', (document, reason) => {
    expect(readPyperf(written(document))).toEqual({ reason });
  });
});
