import { decodeText } from '../decode-text';
import { ThreadTable } from '../thread-table';
import type { Parsed, RowOrder, TraceEngine, TraceRows, TraceTree } from '../trace-engine';
import type { EngineExports } from './engine-exports';
import { type WasmModule, webAssembly } from './webassembly';

/** Bytes of what lies in the engine's memory: packages/nx-benchmark/assembly has the layouts. */
const ROW = 24;
const NODE = 32;

const ENDS: readonly Parsed['end'][] = ['open', 'closed', 'malformed'];

export interface WasmEngine extends TraceEngine {
  /** Events that no template fitted; they cost several times as much. */
  keyedEvents(): number;
}

/** The engine in WebAssembly, of a module that was compiled from packages/nx-benchmark/assembly. */
export function wasmEngine(module: WasmModule): WasmEngine {
  const threads = new ThreadTable();
  const instance = new webAssembly!.Instance(module, {
    host: {
      thread: (pidFrom: number, pidTo: number, tidFrom: number, tidTo: number) =>
        threads.place(new Uint8Array(engine.memory.buffer), pidFrom, pidTo, tidFrom, tidTo),
      spelledNumber: (from: number, to: number) =>
        Number(Buffer.from(engine.memory.buffer, from, to - from).toString('latin1')),
    },
    env: {
      abort: (_message: number, _file: number, line: number, column: number) => {
        throw new Error(`The trace engine stopped at ${line}:${column} of one of its files.`);
      },
    },
  });
  const engine = instance.exports as unknown as EngineExports;

  return {
    bytes: (size) => {
      const from = engine.bytes(size);
      return new Uint8Array(engine.memory.buffer, from, size);
    },
    parse: (from, to) => {
      const end = ENDS[engine.parse(from, to)]!;
      return { at: engine.stoppedAt.value, end };
    },
    rows: () => {
      const count = engine.rowCount.value;
      const { doubles, words } = columns(engine.rows.value, count, ROW);
      return { starts: doubles(0), durations: doubles(8), names: words(16), threads: words(20) };
    },
    put: (rows) => put(rows),
    keyedEvents: () => engine.keyedEvents.value,
    nest: (order: RowOrder) => engine.nestRows(order === 'exits' ? 1 : 0) !== 0,
    result: (): TraceTree => {
      const { doubles, words } = columns(engine.nodes.value, engine.nodeCount.value, NODE);
      return {
        names: Array.from({ length: engine.textCount.value }, (_, text) => decodeText(textOf(text))),
        threads: threads.list,
        functions: words(0),
        parents: words(4),
        calls: doubles(8),
        cumulative: doubles(16),
        begins: engine.begins.value,
        ends: engine.ends.value,
        overlaps: engine.overlaps.value,
      };
    },
  };

  /** Copies of fields of records. */
  function columns(from: number, count: number, size: number) {
    const { buffer } = engine.memory;
    const all32 = new Uint32Array(buffer);
    const all64 = new Float64Array(buffer);
    return {
      words: (at: number) => {
        const column = new Uint32Array(count);
        for (let n = 0; n < count; n++) column[n] = all32[(from + n * size + at) / 4]!;
        return column;
      },
      doubles: (at: number) => {
        const column = new Float64Array(count);
        for (let n = 0; n < count; n++) column[n] = all64[(from + n * size + at) / 8]!;
        return column;
      },
    };
  }

  function put({ starts, durations, names, threads: numbers }: TraceRows): void {
    engine.takeRows(starts.length);
    const from = engine.rows.value;
    const all32 = new Uint32Array(engine.memory.buffer);
    const all64 = new Float64Array(engine.memory.buffer);
    for (let row = 0; row < starts.length; row++) {
      const at = from + row * ROW;
      all64[at / 8] = starts[row]!;
      all64[at / 8 + 1] = durations[row]!;
      all32[at / 4 + 4] = names[row]!;
      all32[at / 4 + 5] = numbers[row]!;
    }
    engine.setRowCount(starts.length);
  }

  function textOf(text: number): Uint8Array {
    return new Uint8Array(engine.memory.buffer, engine.textBytes(text), engine.textLength(text));
  }
}
