import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MarshalWriter } from './marshal';
import { pstatsFile } from './pstats';
import { sumProfile } from './sum-profile';
import { call, madeProfile } from './testing/made-profile';
import { profiledProgram, pstatsEntries } from './testing/python-profile';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pstats-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function read(calls: Parameters<typeof madeProfile>[0]) {
  const { sums, names } = sumProfile(madeProfile(calls));
  const path = join(folder, 'made.prof');
  writeFileSync(path, pstatsFile(sums, names));
  return pstatsEntries(path);
}

describe('pstatsFile', () => {
  it('is what CPython’s own profiler saves of the same calls, recursion and callers included', () => {
    const { calls, expected } = profiledProgram();
    expect(expected.length).toBeGreaterThan(6);
    expect(read(calls)).toEqual(expected);
  });

  it('keeps times to the last bit, and names of any alphabet', () => {
    const entries = read([call('grüßen 🙂 (/a/naïve.py:7)', 0.1 + 0.2, call('posix.waitpid', 1e-9))]);
    expect(entries).toEqual([
      [['/a/naïve.py', 7, 'grüßen 🙂'], [1, 1, 0.1 + 0.2, 0.1 + 0.2 + 1e-9], []],
      [
        ['~', 0, 'posix.waitpid'],
        [1, 1, 1e-9, 1e-9],
        [
          [
            ['/a/naïve.py', 7, 'grüßen 🙂'],
            [1, 1, 1e-9, 1e-9],
          ],
        ],
      ],
    ]);
  });
});

describe('MarshalWriter', () => {
  it('writes whole numbers of any size as Python counts them', () => {
    const numbers = [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 45, Number.MAX_SAFE_INTEGER];
    const writer = new MarshalWriter().tuple(numbers.length);
    for (const number of numbers) writer.integer(number);
    const path = join(folder, 'numbers');
    writeFileSync(path, writer.finish());
    const script = 'import json, marshal, sys; print(json.dumps(marshal.load(open(sys.argv[1], "rb"))))';
    expect(JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }))).toEqual(numbers);
  });
});
