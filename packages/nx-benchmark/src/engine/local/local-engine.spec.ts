import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ourselves, ownerText } from '../../files/owner';
import { tryHostLock } from '../../lock/host-lock';
import type { Layer } from '../engine';
import { layerLock } from '../layer-lock';
import { runCommand } from '../run-command';
import { sweepCache } from '../sweep-cache';
import { makeWorkFolder, sweepWorkFolders } from '../work-folder';
import { LocalEngine } from './local-engine';

const LAYER: Layer = { kind: 'tools', key: 'a'.repeat(64) };

let cache: string;
let folder: string;
const processes: ChildProcess[] = [];
const engines: LocalEngine[] = [];

function connect(): LocalEngine {
  const engine = LocalEngine.connect('python3', cache);
  engines.push(engine);
  return engine;
}

beforeEach(() => {
  cache = realpathSync(mkdtempSync(join(tmpdir(), 'cache-')));
  folder = join(cache, 'tools', 'a'.repeat(16));
});

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.dispose();
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  rmSync(cache, { recursive: true, force: true });
});

/** A process that is not this one, as an owner. */
async function livingOwner(): Promise<{ owner: string; child: ChildProcess }> {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  processes.push(child);
  await new Promise((resolve) => child.once('spawn', resolve));
  const stat = execFileSync('cat', [`/proc/${child.pid}/stat`], { encoding: 'utf8' });
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
  return { owner: ownerText({ ...ourselves(), pid: child.pid!, started }), child };
}

const deadOwner = () => ownerText({ ...ourselves(), started: '1' });

/** As a build leaves it that was stopped in the middle. */
function halfBuilt(owner?: string): void {
  mkdirSync(join(folder, 'tools'), { recursive: true });
  writeFileSync(join(folder, 'tools/half'), '');
  if (owner !== undefined) writeFileSync(join(folder, '.owner'), `${owner}\n`);
}

describe('a layer of the local engine', () => {
  it('is built once', async () => {
    const engine = connect();
    let times = 0;
    const build = async () => void times++;
    expect(await engine.ensure(LAYER, build)).toMatchObject({ built: true, reference: folder });
    expect(await engine.ensure(LAYER, build)).toMatchObject({ built: false, reference: folder });
    expect(times).toBe(1);
    expect(readdirSync(join(cache, 'tools'))).toEqual(['a'.repeat(16)]);
  });

  it('leaves nothing when its build fails', async () => {
    const engine = connect();
    const build = () => Promise.reject(new Error('no'));
    await expect(engine.ensure(LAYER, build)).rejects.toThrow('no');
    expect(readdirSync(join(cache, 'tools'))).toEqual([]);
  });

  it('names its builder until it is whole, and stays', async () => {
    const owner = () => readFileSync(join(folder, '.owner'), 'utf8').trim();
    await connect().ensure(LAYER, async () => expect(owner()).toBe(ownerText(ourselves())));
    expect(readdirSync(folder).sort()).toEqual(['.complete', 'sides']);
    await sweepCache(cache);
    expect(readdirSync(join(cache, 'tools'))).toEqual(['a'.repeat(16)]);
  });

  it('is removed at the next start when the process that built it is gone, and not before', async () => {
    const { owner, child } = await livingOwner();
    halfBuilt(owner);
    await sweepCache(cache);
    expect(existsSync(join(folder, 'tools/half'))).toBe(true);
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
    await sweepCache(cache);
    expect(readdirSync(join(cache, 'tools'))).toEqual([]);
  });

  it('is left alone while another holds its lock, whoever began it', async () => {
    halfBuilt(deadOwner());
    const held = await tryHostLock(layerLock('tools', LAYER.key), 'the test', async () => {
      await sweepCache(cache);
      return existsSync(folder);
    });
    expect(held).toBe(true);
  });

  it('gets a day where it names nobody', async () => {
    halfBuilt();
    await sweepCache(cache);
    expect(existsSync(folder)).toBe(true);
    const before = new Date(Date.now() - 25 * 3600 * 1000);
    utimesSync(folder, before, before);
    await sweepCache(cache);
    expect(existsSync(folder)).toBe(false);
  });

  it('is built anew where half of it is there', async () => {
    halfBuilt(deadOwner());
    const build = async () => expect(existsSync(join(folder, 'tools/half'))).toBe(false);
    expect(await connect().ensure(LAYER, build)).toMatchObject({ built: true });
  });
});

describe('an unfinished wheel', () => {
  it('is removed when its builder is gone, and no other', async () => {
    const { owner } = await livingOwner();
    const names = ['b'.repeat(16), `${'c'.repeat(16)}.${owner}.tmp`];
    for (const name of [...names, `${'c'.repeat(16)}.${deadOwner()}.tmp`]) {
      mkdirSync(join(cache, 'wheels', name), { recursive: true });
    }
    await sweepCache(cache);
    expect(readdirSync(join(cache, 'wheels')).sort()).toEqual(names);
  });
});

describe('a work folder', () => {
  it('is removed when its owner is gone, and no other', async () => {
    const { owner } = await livingOwner();
    const names = [
      `nx-benchmark-${owner}-abcdef`,
      'nx-benchmark-e2e-abcdef',
      `nx-benchmark-${deadOwner()}`,
      'other',
    ];
    const left = `nx-benchmark-${deadOwner()}-abcdef`;
    for (const name of [...names, left]) mkdirSync(join(cache, name, 'deep'), { recursive: true });
    const own = makeWorkFolder(cache);
    sweepWorkFolders(cache);
    expect(readdirSync(cache).sort()).toEqual([...names, own.slice(cache.length + 1)].sort());
  });
});

describe('a session of the local engine', () => {
  it('ends what runs in it, and its temporary files, when it is disposed of', async () => {
    const session = await connect().openMeasuring({
      ...LAYER,
      built: false,
      reference: '',
      folders: { tools: '', sides: '' },
    });
    const script =
      'import os, subprocess, tempfile, time; p = subprocess.Popen(["sleep", "600"], start_new_session=True); print(p.pid, tempfile.mkdtemp(), flush=True); time.sleep(600)';
    const running = await session.spawn(['python3', '-c', script]);
    const [line] = await once(createInterface({ input: running.stdout }), 'line');
    const [pid, temporary] = line.split(' ') as [string, string];
    expect(temporary.startsWith(session.work)).toBe(true);
    await session.dispose();
    expect(await running.exit).toBe(137);
    expect(existsSync(session.work)).toBe(false);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });

  it('hands on streams and statuses', async () => {
    const engine = connect();
    const session = await engine.openInstall({
      ...LAYER,
      built: false,
      reference: '',
      folders: { tools: '', sides: '' },
    });
    const run = (...command: string[]) => runCommand(session, command, { input: 'in' });
    expect(await run('sh', '-c', 'cat; echo err >&2; exit 3')).toEqual({
      code: 3,
      stdout: 'in',
      stderr: 'err',
    });
    expect(await run('sh', '-c', 'kill -TERM $$')).toMatchObject({ code: 143 });
    expect(await run('/no/such/command')).toMatchObject({ code: 127 });
    await engine.dispose();
  });

  it('is not opened any more once the engine is disposed of', async () => {
    const engine = connect();
    await engine.dispose();
    await expect(engine.identify()).rejects.toThrow('no longer in use');
    await expect(engine.ensure(LAYER, async () => undefined)).rejects.toThrow('no longer in use');
    expect(existsSync(folder)).toBe(false);
  });
});
