import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ourselves, ownerText } from '../../files/owner';
import { tryHostLock } from '../../lock/host-lock';
import { layerLock } from '../layer-lock';
import { markInUse } from '../marks';
import { sweepCache } from '../sweep-cache';
import { CacheStore } from './cache-store';

const KEY = 'a'.repeat(16);
const DEAD = ownerText({ ...ourselves(), started: '1' });

let cache: string;
let store: CacheStore;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
  store = new CacheStore(cache);
});

afterEach(() => rmSync(cache, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(join(cache, path, '..'), { recursive: true });
  writeFileSync(join(cache, path), content);
}

const only = async () => {
  const [thing, ...more] = await store.list();
  expect(more).toEqual([]);
  return thing!;
};

describe('the store of a cache folder', () => {
  it('has nothing where there is no folder', async () => {
    rmSync(cache, { recursive: true });
    expect(await store.list()).toEqual([]);
    expect(existsSync(cache)).toBe(false);
  });

  it('tells what is kept in words, with its room on disk and its last use', async () => {
    write(`environment/${KEY}/.complete`, `${'a'.repeat(64)}\none==1.0, one==1.1\n`);
    write(`environment/${KEY}/sides/large`, 'x'.repeat(100_000));
    write(`recorder/${KEY}/.complete`, `${'a'.repeat(64)}\nviztracer\n`);
    write(`wheels/${KEY}/one-1.0-py3-none-any.whl`, '');
    write(`repositories/${KEY}/description`, 'https://example.org/one\n');
    const day = new Date('2026-01-02T03:04:05Z');
    utimesSync(join(cache, 'wheels', KEY), day, day);
    const things = await store.list();
    expect(things.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'environment: one==1.0, one==1.1',
      'recorder: viztracer',
      'wheel: one-1.0-py3-none-any.whl',
      'repository: https://example.org/one',
    ]);
    expect(things[0]!.bytes).toBeGreaterThanOrEqual(100_000);
    expect(things[0]!.bytes).toBeLessThan(200_000);
    expect(things[2]!.usedAt).toBe(day.getTime());
    for (const thing of things) expect(await store.remove(thing)).toBeUndefined();
    expect(
      ['environment', 'recorder', 'wheels', 'repositories'].flatMap((kind) => readdirSync(join(cache, kind))),
    ).toEqual([]);
  });

  it('keeps what a living process has marked, also since it was listed, and not what a dead one has', async () => {
    write(`tools/${KEY}/.complete`, 'key\npip\n');
    write(`in-use/${DEAD}`, `tools/${KEY}\n`);
    const thing = await only();
    expect(thing.inUse).toBeUndefined();
    markInUse(cache, `tools/${KEY}`);
    expect(await store.remove(thing)).toBe('a run has begun to use it');
    expect((await only()).inUse).toBe('a run that goes on uses it');
    await sweepCache(cache);
    expect(readdirSync(join(cache, 'in-use'))).toEqual([ownerText(ourselves())]);
  });

  it.each([
    ['layer', `tools/${KEY}`, () => layerLock('tools', 'a'.repeat(64))],
    ['recorder', `recorder/${KEY}`, () => layerLock('recorder', 'a'.repeat(64))],
    ['wheel', `wheels/${KEY}`, () => join(cache, 'wheels', KEY)],
  ])('keeps a %s whose lock another holds', async (_, name, lock) => {
    write(`${name}/.complete`, '');
    const thing = await only();
    const why = await tryHostLock(lock(), 'the test', () => store.remove(thing));
    expect(why).toBe('a run has begun to use it');
    expect(existsSync(join(cache, name, '.complete'))).toBe(true);
    expect(await store.remove(thing)).toBeUndefined();
  });

  it('tells what a killed process left from what is being made', async () => {
    write(`wheels/${KEY}.${DEAD}.tmp/half`, '');
    write(`wheels/${KEY}.${ownerText(ourselves())}.tmp/half`, '');
    const things = [...(await store.list())].sort((a) => (a.leftover ? -1 : 1));
    expect(things).toMatchObject([{ leftover: true }, { leftover: false, inUse: expect.any(String) }]);
    expect(await store.remove(things[0]!)).toBeUndefined();
    expect(readdirSync(join(cache, 'wheels'))).toEqual([`${KEY}.${ownerText(ourselves())}.tmp`]);
  });

  it('counts the answers of a day as one, and keeps those that a run may still ask for', async () => {
    for (const name of ['one', 'two', 'new']) write(`resolved/${name}`, 'one==1.0');
    const day = new Date('2026-01-02T03:04:05Z');
    for (const name of ['one', 'two']) utimesSync(join(cache, 'resolved', name), day, day);
    const things = await store.list();
    const old = things.find(({ id }) => id === '2026-01-02')!;
    expect(old).toMatchObject({ kind: 'answers', title: 'of the index to 2 questions', inUse: undefined });
    expect(things.find((thing) => thing !== old)!.inUse).toEqual(expect.any(String));
    expect(await store.remove(old)).toBeUndefined();
    expect(readdirSync(join(cache, 'resolved'))).toEqual(['new']);
  });
});
