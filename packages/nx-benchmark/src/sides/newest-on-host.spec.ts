import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newestOnHost } from './newest-on-host';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newest-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An interpreter whose pip answers with `report`, or not at all. */
function python(report: object | undefined): string {
  const path = join(folder, 'python');
  const answer = report === undefined ? 'exit 1' : `echo '${JSON.stringify(report)}'`;
  writeFileSync(path, `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
  return path;
}

const offering = (version: string) => ({ install: [{ metadata: { version } }] });
const ask = (interpreter: string) => newestOnHost('library>=1', interpreter, folder);

describe('newestOnHost', () => {
  it('takes the version that pip would install', async () => {
    expect(await ask(python(offering('1.4')))).toEqual({ kind: 'asked', version: '1.4' });
  });

  it('remembers it, with the date, for when the index does not answer', async () => {
    await ask(python(offering('1.4')));
    await ask(python(offering('1.5')));
    expect(await ask(python(undefined))).toEqual({
      kind: 'remembered',
      version: '1.5',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      reason: 'the package index did not answer',
    });
  });

  it('does not know what it was never told', async () => {
    expect(await ask(python(undefined))).toEqual({
      kind: 'unknown',
      reason: 'the package index did not answer',
    });
  });
});
