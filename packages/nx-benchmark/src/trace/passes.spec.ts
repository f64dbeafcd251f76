import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readTrace } from './read-trace';
import { compileEngine } from './testing/engines';
import type { MadeCall, MadeThread } from './testing/made-calls';
import { type Frame, frames, type Order, writeTrace } from './testing/write-trace';
import { type WasmEngine, wasmEngine } from './wasm/wasm-engine';

const folder = mkdtempSync(join(tmpdir(), 'passes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compiled = compileEngine();

const leaf = (n: number): MadeCall => ({
  name: `leaf "${n % 5}" (/ä.py:${n % 5})`,
  own: [1 + (n % 7)],
  calls: [],
});
const inner = (n: number): MadeCall => ({
  name: 'inner (/a.py:1)',
  own: [3, 5, 7],
  calls: [leaf(n), leaf(n + 1)],
});
const many = Array.from({ length: 10_000 }, (_, n) => inner(n));
const threads: readonly MadeThread[] = [7, 8].map((tid) => ({
  pid: 1,
  tid,
  begin: tid,
  pauses: [1],
  calls: [{ name: 'outer (/a.py:9)', own: [...many.map(() => 1), 2], calls: many }],
}));

/** What is done to read a trace, beside reading it. */
async function passes(order: Order, frame: Frame, cut = 0) {
  const engines: WasmEngine[] = [];
  let copies = 0;
  const path = join(folder, 'trace.json');
  const text = writeTrace(threads, { layout: 'compact', order, frame });
  writeFileSync(path, text.slice(0, text.length - cut));
  const { events } = await readTrace(path, {
    engine: () => {
      const engine = wasmEngine(compiled);
      engines.push(engine);
      return {
        ...engine,
        rows: () => {
          copies++;
          return engine.rows();
        },
      };
    },
  });
  return { events, passes: engines.length, copies, keyed: engines.map((engine) => engine.keyedEvents()) };
}

describe('readTrace', () => {
  it('reads a file by viztracer once, holds no call, and parses next to none key by key', async () => {
    const { keyed, ...rest } = await passes('exits', frames.viztracer);
    expect(rest).toEqual({ events: 60_002, passes: 1, copies: 0 });
    // The threads take turns, and there is one template for each.
    expect(keyed[0]).toBeLessThan(10);
  });

  it('reads a file sorted by starts once, and holds no call', async () => {
    expect(await passes('starts', frames.chrome)).toMatchObject({ events: 60_002, passes: 1, copies: 0 });
  });

  it('reads a file that is cut off a second time, once its end is known, and holds no call', async () => {
    const cut = frames.viztracer.tail.length + 10;
    expect(await passes('exits', frames.viztracer, cut)).toMatchObject({
      passes: 2,
      copies: 0,
      events: 60_001,
    });
  });

  it('holds the calls only of a file in another order', async () => {
    const { copies, events } = await passes('shuffled', frames.chrome);
    expect(events).toBe(60_002);
    expect(copies).toBeGreaterThan(1);
  });
});
