import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TraceProfile } from '../domain/trace-profile';
import { readTrace } from './read-trace';
import { bothEngines } from './testing/engines';
import { madeThreads } from './testing/made-calls';
import { namedSums, trueSums } from './testing/true-sums';
import { frames, writeTrace } from './testing/write-trace';

const folder = mkdtempSync(join(tmpdir(), 'read-trace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOTHING_WRONG: TraceProfile['cautions'] = [];

describe.each(bothEngines())('readTrace, engine %s', (name, engine) => {
  const read = (content: string | Uint8Array) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, content);
    return readTrace(path, { engine });
  };
  const event = (fields: Record<string, unknown>) =>
    JSON.stringify({ pid: 1, tid: 1, ph: 'X', cat: 'FEE', ...fields });
  const sums = async (...events: string[]) => {
    const profile = await read(`[${events.join(',')}]`);
    return { profile, ...namedSums(profile) };
  };

  it.each([
    ['viztracer', 'compact', 'exits'],
    ['spaced', 'spaced', 'exits'],
    ['spaced', 'raw', 'exits'],
    ['viztracer', 'compact', 'starts'],
    ['viztracer', 'compact', 'shuffled'],
    ['chrome', 'compact', 'exits'],
    ['chrome', 'spaced', 'starts'],
    ['chrome', 'raw', 'shuffled'],
    ['chrome', 'compact', 'pairs'],
    ['bare', 'raw', 'starts'],
    ['unclosed', 'compact', 'exits'],
    ['unclosed', 'compact', 'pairs'],
  ] as const)('gives back what happened: %s file, %s events by %s', async (frame, layout, order) => {
    await fc.assert(
      fc.asyncProperty(madeThreads, async (threads) => {
        const profile = await read(writeTrace(threads, { frame: frames[frame], layout, order }));
        expect(namedSums(profile)).toEqual(trueSums(threads));
        expect(profile.cautions).toEqual(NOTHING_WRONG);
        const busy = threads.filter(({ calls }) => calls.length > 0);
        expect(profile.threads).toBe(busy.length);
        expect(profile.processes).toBe(new Set(busy.map(({ pid }) => pid)).size);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same profile whatever the order and the spelling', async () => {
    const [threads] = fc.sample(madeThreads, { numRuns: 1, seed: 11 });
    const exits = await read(writeTrace(threads!, { frame: frames.spaced, layout: 'raw', order: 'exits' }));
    const starts = await read(writeTrace(threads!, { frame: frames.chrome, layout: 'raw', order: 'starts' }));
    expect(exits.events).toBeGreaterThan(3);
    expect(starts).toEqual(exits);
  });

  it('counts the complete calls of a file that is cut off anywhere, and says so', async () => {
    const events = [
      event({ name: 'b"}', ts: 1, dur: 2 }),
      event({ name: 'c', ts: 4, dur: 1, args: { x: [{ a: 1 }, { b: '},{"' }] } }),
      event({ name: 'a', ts: 0, dur: 10 }),
    ];
    const head = '{"traceEvents":[';
    const text = `${head}${events.join(',')}],"viztracer_metadata":{"overflow":false},"file_info":{}}`;
    const ends = events.map((_, place) => head.length + events.slice(0, place + 1).join(',').length);
    for (let length = 0; length <= text.length; length++) {
      const reading = read(text.slice(0, length));
      if (length < head.length) {
        await expect(reading).rejects.toThrow(/is not a trace: it ends before its events begin/);
        continue;
      }
      const profile = await reading;
      const complete = ends.filter((end) => end <= length).length;
      expect([length, profile.events]).toEqual([length, complete]);
      // From the closing bracket on nothing is missing that counts.
      expect([length, profile.cautions]).toEqual([
        length,
        length > ends.at(-1)! ? [] : [{ kind: 'truncated' }],
      ]);
      if (complete === 3) expect(namedSums(profile).functions.a).toEqual([1, 1, 7000, 10_000]);
    }
  });

  it('keeps processes apart that a fork left with one thread number', async () => {
    const { edges, profile } = await sums(
      event({ pid: 1, name: 'wait', ts: 0, dur: 100 }),
      event({ pid: 2, name: 'work', ts: 10, dur: 50 }),
    );
    expect(edges).toEqual({});
    expect(profile).toMatchObject({ processes: 2, threads: 2, events: 2 });
  });

  it('takes numbers for identifiers as texts, and tells (1, 23) from (12, 3)', async () => {
    const { profile, edges } = await sums(
      event({ pid: 1, tid: 23, name: 'a', ts: 0, dur: 9 }),
      event({ pid: '12', tid: '3', name: 'b', ts: 1, dur: 5 }),
      event({ pid: '1', tid: '23', name: 'c', ts: 2, dur: 1 }),
      event({ pid: 12, tid: 3, name: 'd', ts: 3, dur: 1 }),
    );
    expect(profile).toMatchObject({ processes: 2, threads: 2 });
    expect(Object.keys(edges)).toEqual(['["a","c"]', '["b","d"]']);
  });

  it.each([
    ['child first', [5, 50]],
    ['parent first', [50, 5]],
  ])('does not take a call for the child of a shorter one that began with it: %s', async (_, lengths) => {
    const events = lengths.map((dur) => event({ name: dur === 50 ? 'parent' : 'child', ts: 0, dur }));
    const { functions, edges, profile } = await sums(...events);
    expect(functions.parent).toEqual([1, 1, 45_000, 50_000]);
    expect(Object.keys(edges)).toEqual(['["parent","child"]']);
    expect(profile.cautions).toEqual([]);
  });

  it('counts calls that outlive the call around them, as siblings of it', async () => {
    const { edges, functions, profile } = await sums(
      event({ name: 'outer', ts: 0, dur: 100 }),
      event({ name: 'a', ts: 10, dur: 20 }),
      event({ name: 'late', ts: 25, dur: 20 }),
      event({ name: 'inner', ts: 35, dur: 5 }),
    );
    expect(Object.keys(edges).sort()).toEqual(['["late","inner"]', '["outer","a"]', '["outer","late"]']);
    expect(functions.outer).toEqual([1, 1, 60_000, 100_000]);
    expect(profile.cautions).toEqual([{ kind: 'overlap', calls: 1 }]);
  });

  it('leaves out calls that did not end, and says how many; their inner calls count', async () => {
    const begun = (name: string, ts: number) => event({ name, ts, ph: 'B' });
    const ended = (ts: number) => event({ ts, ph: 'E' });
    const paired = await sums(
      begun('main', 0),
      begun('f', 1),
      ended(3),
      begun('g', 4),
      begun('f', 5),
      ended(6),
    );
    expect(paired.functions).toEqual({ f: [2, 2, 3000, 3000] });
    expect(paired.edges).toEqual({});
    expect(paired.profile.cautions).toEqual([{ kind: 'unfinished', calls: 2 }]);
    const single = await sums(event({ name: 'f', ts: 1, dur: 2 }), begun('main', 0));
    expect(single.functions).toEqual({ f: [1, 1, 2000, 2000] });
    expect(single.profile.cautions).toEqual([{ kind: 'unfinished', calls: 1 }]);
  });

  it('passes over what is no call', async () => {
    const { functions } = await sums(
      event({ ph: 'M', name: 'process_name', args: { name: 'MainProcess' } }),
      event({ ph: 'i', name: 'here', ts: 1, s: 'g' }),
      event({ ph: 'C', name: 'count', ts: 1, args: { n: 3 } }),
      '{}',
      event({ name: 'no time' }),
      event({ name: 'f', ts: '1', dur: '2' }),
      event({ ph: 'XX', name: 'g', ts: 1, dur: 1 }),
      event({ name: 'odd', ts: 1e3, dur: 1.5e-3 }),
    );
    expect(functions).toEqual({ f: [1, 1, 2000, 2000], odd: [1, 1, 1.5, 1.5] });
  });

  it('reads events in any order of keys, with arguments full of brackets', async () => {
    const args = {
      a: [{ ph: 'B' }, { ph: 'X', ts: 5, dur: 5, name: 'x' }],
      text: '"}],[{"ph":"X"},{"\\',
      deep: [[[{}]]],
    };
    const texts = Array.from({ length: 3000 }, (_, n) =>
      JSON.stringify({ args, name: 'in', ph: 'X', ts: n * 10 + 1, dur: 2, tid: 1, pid: 1 }),
    );
    const outer = JSON.stringify({ name: 'out', dur: 30_000, args, ts: 0, pid: 1, tid: 1, ph: 'X' });
    // Several chunks, whose beginnings lie in arguments.
    for (const text of [
      `{"traceEvents":[${[...texts, outer].join(',')}],"viztracer_metadata":{}}`,
      `{"traceEvents":[${[outer, ...texts].join(',\n')}]}`,
    ]) {
      const profile = await read(text);
      expect(namedSums(profile).functions).toEqual({
        in: [3000, 3000, 6_000_000, 6_000_000],
        out: [1, 1, 24_000_000, 30_000_000],
      });
      expect(profile.cautions).toEqual([]);
    }
  });

  it('reads events that begin alike and end in different ways', async () => {
    const ends = [
      '"cat":"FEE"}',
      '"args":{"x":[1]},"cat":"FEE"}',
      '"cat":"FEE","more":{"name":"g"}}',
      '"dur":2}',
    ];
    const events = Array.from({ length: 40 }, (_, n) => {
      return `{"pid":1,"tid":1,"ts":${n * 10}.5,"ph":"X","dur":1,"name":"f",${ends[(n * 7) % 4]}`;
    });
    const { functions, profile } = await sums(...events);
    // Of a key that is there twice, the later one holds, as for any reader of JSON.
    expect(functions).toEqual({ f: [40, 40, 50_000, 50_000] });
    expect(profile.threads).toBe(1);
  });

  it('reads events longer than what is read at once', async () => {
    const long = JSON.stringify(`${'},{"x":'.repeat(200_000)}\\`);
    const events = [
      `{"ph":"X","pid":1,"tid":1,"ts":1,"dur":1,"name":"a","args":{"x":${long}}}`,
      `{"ph":"X","pid":1,"tid":1,"ts":0,"dur":4,"name":${long}}`,
    ];
    const profile = await read(`{"traceEvents": [${events.join(', ')}], "viztracer_metadata": {}}`);
    const name = JSON.parse(long);
    const { functions, edges } = namedSums(profile);
    expect(profile.names).toEqual(['a', name]);
    expect(functions).toEqual({ a: [1, 1, 1000, 1000], [name]: [1, 1, 3000, 4000] });
    expect(Object.keys(edges)).toEqual([JSON.stringify([name, 'a'])]);
  });

  it('holds more functions, threads, paths and depth than there is room for at first', async () => {
    const events: string[] = [];
    for (let n = 0; n < 20_000; n++) {
      events.push(event({ tid: n % 300, name: `f${n} (/made.py:${n})`, ts: n, dur: 1 }));
    }
    const depth = 5000;
    for (let n = 0; n < depth; n++) {
      events.push(event({ tid: 999, name: `g${n % 7}`, ts: 2 * depth - n, dur: 2 * n + 1 }));
    }
    const text = `{"traceEvents":[${events.join(',')}],"viztracer_metadata":{}}`;
    const profile = await read(text);
    expect(profile).toMatchObject({ events: 25_000, threads: 301 });
    expect(profile.names).toHaveLength(20_007);
    const { functions, parents } = profile.tree;
    expect(parents).toHaveLength(25_000);
    // One below the other, all the way down.
    const nested = [...functions.keys()].filter((node) => profile.names[functions[node]!]!.startsWith('g'));
    expect(nested).toHaveLength(depth);
    expect(nested.slice(1).map((node) => parents[node])).toEqual(nested.slice(0, -1));
  });

  it('says that the recorder dropped calls', async () => {
    const text = (overflow: boolean) =>
      `{"traceEvents": [${event({ name: 'f', ts: 0, dur: 1 })}], "viztracer_metadata": {"version": "1.1.1", "overflow": ${overflow}}}`;
    expect((await read(text(true))).cautions).toEqual([{ kind: 'overflow' }]);
    expect((await read(text(false))).cautions).toEqual([]);
  });

  it('unpacks what is compressed, as far as it goes, and leaves nothing behind', async () => {
    const before = leftovers();
    const text = `{"traceEvents":[${Array.from({ length: 5000 }, (_, n) => event({ name: `f${n}`, ts: n, dur: 1 })).join(',')}]}`;
    const packed = gzipSync(text);
    expect(await read(packed)).toEqual(await read(text));
    const half = await read(packed.subarray(0, packed.length / 2));
    expect(half.events).toBeGreaterThan(100);
    expect(half.events).toBeLessThan(5000);
    expect(half.cautions).toEqual([{ kind: 'truncated' }]);
    expect(leftovers()).toEqual(before);
  });

  it.each([
    ['', /ends before its events begin/],
    ['no JSON', /has no array "traceEvents"/],
    ['{"benchmarks": [], "version": "1.0"}', /has no array "traceEvents"/],
    ['{"traceEvents": {}}', /has no array "traceEvents"/],
    ['{"traceEvents": [{"ph":"X"}, 7]}', /is no JSON at byte 29/],
    ['{"traceEvents": [{"ph" "X"}]}', /is no JSON at byte 23/],
    ['{"traceEvents": [{"ph":"X"}, 7],"viztracer_metadata":{}}', /is no JSON at byte 29/],
  ])('refuses %j', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
    await expect(read(content)).rejects.toMatchObject({ name: 'UserError', hint: expect.any(String) });
  });
});

it('names a file that is not there, and a folder', async () => {
  await expect(readTrace(join(folder, 'absent.json'))).rejects.toThrow(/absent\.json cannot be read/);
  await expect(readTrace(folder)).rejects.toThrow(`${folder} is not a file.`);
});

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((entry) => entry.startsWith('nx-benchmark-trace-'));
}
