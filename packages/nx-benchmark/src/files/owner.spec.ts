import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { isAbandoned, ourselves, ownerText, parseOwner } from './owner';

const DAY = 24 * 3600 * 1000;

/** The owner that a process of its own says it is, and a function that ends it. */
async function anotherProcess() {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('spawn', resolve));
  return {
    pid: child.pid!,
    end: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await closed;
    },
  };
}

describe('an owner', () => {
  it('is read back as it was written, and nothing else is', () => {
    expect(parseOwner(ownerText(ourselves()))).toEqual(ourselves());
    for (const text of [undefined, '', 'abcdefgh', '12345678-1', `x${ownerText(ourselves())}`]) {
      expect(parseOwner(text)).toBeUndefined();
    }
  });

  it('holds what it made for as long as it runs', () => {
    expect(isAbandoned(ourselves(), 0)).toBe(false);
  });

  it('has abandoned it when its ID belongs to a process that started at another time', async () => {
    const { pid, end } = await anotherProcess();
    const reused = { ...ourselves(), pid };
    expect(isAbandoned(reused, Date.now())).toBe(true);
    await end();
  });

  it('has abandoned it when no process has its ID', async () => {
    const { pid, end } = await anotherProcess();
    await end();
    expect(isAbandoned({ ...ourselves(), pid }, Date.now())).toBe(true);
  });

  it('gets a day where nobody here can know: another place, or no owner named', () => {
    const elsewhere = { ...ourselves(), place: '00000000', pid: 1, started: '1' };
    for (const owner of [elsewhere, undefined]) {
      expect(isAbandoned(owner, 0, undefined, DAY)).toBe(false);
      expect(isAbandoned(owner, 0, undefined, DAY + 1)).toBe(true);
    }
  });
});
