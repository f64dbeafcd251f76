import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LockHolder, tryHostLock, withHostLock } from './host-lock';
import { lockPlace } from './lock-place';

/** Lets a bare Node run our TypeScript. */
const RUN_TYPESCRIPT = `
  const { transformFileSync } = require('@swc/core');
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
  process.argv.splice(1, 0, '-');
  require(${JSON.stringify(resolve(__dirname, 'testing/contender.ts'))});
`;

let folder: string;
let children: ChildProcessWithoutNullStreams[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-lock-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function contender(place: string, ...arguments_: string[]) {
  const child = spawn(process.execPath, ['-e', RUN_TYPESCRIPT, place, ...arguments_], { cwd: __dirname });
  children.push(child);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    exit: once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
    line: async () => (await lines.next()).value as string,
  };
}

describe.each(['as this platform does', 'with a socket file'])('withHostLock %s', (kind) => {
  const asFile = kind === 'with a socket file';
  const place = () => (asFile ? folder : 'default');
  const me: LockHolder = { pid: process.pid, what: 'the test', since: '2026-11-22T12:00:00.000Z' };

  /** Takes the lock in this process. */
  const hold = <T>(
    name: string,
    work: () => Promise<T>,
    waiting: (by: LockHolder) => void = () => undefined,
    signal?: AbortSignal,
  ) =>
    withHostLock(
      name,
      me,
      waiting,
      work,
      signal,
      asFile ? lockPlace(name, 'darwin', '20.20.2', folder) : lockPlace(name),
    );
  const name = () => folder;

  it('lets one process in at a time, and every one in the end', async () => {
    const [processes, turns] = [6, 20];
    const file = join(folder, 'turns');
    const all = Array.from({ length: processes }, () => contender(place(), name(), String(turns), file));
    for (const { exit } of all) expect(await exit).toEqual([0, null]);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2 * processes * turns);
    for (let at = 0; at < lines.length; at += 2) {
      expect(lines[at]).toMatch(/^begin \d+$/);
      expect(lines[at + 1]).toBe(lines[at]!.replace('begin', 'end'));
    }
  }, 60_000);

  it('tells who holds it, and is free when that process is killed', async () => {
    const { child, line } = contender(place(), name(), 'forever');
    expect(await line()).toBe('holds');
    const told: LockHolder[] = [];
    const held = hold(
      name(),
      async () => 'mine',
      (by) => {
        told.push(by);
        child.kill('SIGKILL');
      },
    );
    expect(await held).toBe('mine');
    expect(told).toEqual([
      { pid: child.pid, what: `contender ${child.pid}`, since: expect.stringMatching(/^\d{4}-/) },
    ]);
  });

  it('passes on from one to the next, who is told of each', async () => {
    const first = contender(place(), name(), 'forever');
    await first.line();
    const second = contender(place(), name(), 'forever');
    expect(await second.line()).toBe(`waits for contender ${first.child.pid}`);
    first.child.stdin.end();
    expect(await second.line()).toBe('holds');
  });

  it('does not keep a process alive that has nothing else to do', async () => {
    const { exit, line } = contender(place(), name(), 'asleep');
    expect(await line()).toBe('holds');
    expect((await exit)[1]).toBeNull();
    expect(await hold(name(), async () => 'mine')).toBe('mine');
  });

  it('stops waiting when the signal says so, and leaves the holder alone', async () => {
    const { line } = contender(place(), name(), 'forever');
    await line();
    const stop = new AbortController();
    const waiting = hold(
      name(),
      async () => 'mine',
      () => stop.abort(new Error('enough')),
      stop.signal,
    );
    await expect(waiting).rejects.toThrow('enough');
    const again = AbortSignal.abort(new Error('not even tried'));
    await expect(hold(name(), async () => 'mine', undefined, again)).rejects.toThrow('not even tried');
    const next = contender(place(), name(), 'forever');
    expect(await next.line()).toMatch(/^waits for/);
  });

  it('is tried without waiting, and taken where nobody holds it', async () => {
    const at = asFile ? lockPlace(name(), 'darwin', '20.20.2', folder) : lockPlace(name());
    const attempt = () => tryHostLock(name(), 'the test', async () => 'mine', at);
    const { child, line, exit } = contender(place(), name(), 'forever');
    await line();
    expect(await attempt()).toBeUndefined();
    child.kill('SIGKILL');
    await exit;
    // Where it is a file, that is left behind.
    expect(await attempt()).toBe('mine');
    expect(await attempt()).toBe('mine');
  });

  it('is free again after work that failed', async () => {
    const failing = hold(name(), async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(await hold(name(), async () => 'mine')).toBe('mine');
  });

  it('leaves nothing open behind, and no file', async () => {
    const { child, line } = contender(place(), name(), 'forever');
    await line();
    const before = process.getActiveResourcesInfo().filter((kind) => kind.includes('Pipe')).length;
    await hold(
      name(),
      async () => undefined,
      () => child.kill('SIGKILL'),
    );
    const after = process.getActiveResourcesInfo().filter((kind) => kind.includes('Pipe')).length;
    expect(after).toBeLessThanOrEqual(before);
    expect(existsSync(lockPlace(name(), 'darwin', '20.20.2', folder).path)).toBe(false);
  });

  it('keeps locks of other names apart', async () => {
    const { line } = contender(place(), name(), 'forever');
    await line();
    expect(await hold(`${name()} other`, async () => 'mine')).toBe('mine');
  });
});

describe('lockPlace', () => {
  it('fills an abstract address up, which versions of libuv would pad differently', () => {
    const { path, file } = lockPlace('cpu 1', 'linux', '20.8.0');
    expect(path).toMatch(/^\0nx-benchmark-[0-9a-f]{16}\.+$/);
    expect(Buffer.byteLength(path)).toBe(108);
    expect(file).toBe(false);
  });

  it('takes a file where there are no abstract sockets, short enough for every system', () => {
    const macTemporary = '/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T';
    for (const place of [
      lockPlace('cpu 1', 'darwin', '24.0.0', macTemporary),
      lockPlace('cpu 1', 'linux', '20.7.0', '/tmp'),
    ]) {
      expect(place.file).toBe(true);
      expect(place.path.length).toBeLessThan(104);
    }
  });

  it('takes a named pipe on Windows', () => {
    expect(lockPlace('cpu 1', 'win32', '20.0.0').path).toMatch(/^\\\\\.\\pipe\\nx-benchmark-[0-9a-f]{16}$/);
  });
});
