import { ThreadTable } from '../thread-table';
import {
  BEGIN,
  END,
  type Parsed,
  ROWS_AT_ONCE,
  type RowOrder,
  type TraceEngine,
  type TraceRows,
  type TraceTree,
} from '../trace-engine';
import { CallNesting } from './call-nesting';
import { type EventFields, parseEvent, skipSeparators } from './parse-event';
import { parseNumber } from './parse-number';
import { TextTable } from './text-table';

const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const LETTER_B = 0x42;
const LETTER_E = 0x45;
const LETTER_X = 0x58;

/** Every event is longer than that. */
const SHORTEST_EVENT = 8;

/** The engine in plain TypeScript: for where WebAssembly SIMD is missing, and what the other one is tested against. */
export function plainEngine(): TraceEngine {
  let bytes = new Uint8Array(0);
  let rows = makeRows(ROWS_AT_ONCE);
  let count = 0;
  let begins = 0;
  let ends = 0;
  const names = new TextTable();
  const threads = new ThreadTable();
  const nesting = new CallNesting();

  return {
    bytes(size) {
      if (size > bytes.length) {
        const larger = new Uint8Array(Math.max(size, bytes.length * 2));
        larger.set(bytes);
        bytes = larger;
      }
      return bytes;
    },
    parse(from, to) {
      count = 0;
      const most = Math.ceil((to - from) / SHORTEST_EVENT);
      if (most > rows.starts.length) rows = makeRows(most + (most >> 2));
      return parse(from, to);
    },
    rows: () => slice(rows, count),
    put(given) {
      count = given.starts.length;
      rows.starts.set(given.starts);
      rows.durations.set(given.durations);
      rows.names.set(given.names);
      rows.threads.set(given.threads);
    },
    nest(order) {
      for (let step = 0; step < count; step++) {
        if (!nest(order, order === 'exits' ? count - 1 - step : step)) return false;
      }
      return true;
    },
    result: (): TraceTree => ({
      ...nesting.columns(),
      names: names.decoded(),
      threads: threads.list,
      begins,
      ends,
      overlaps: nesting.overlaps,
    }),
  };

  function parse(from: number, to: number): Parsed {
    const fields: EventFields = new Int32Array(12);
    for (let at = from; ; ) {
      at = skipSeparators(bytes, at, to);
      if (at >= to) return { at: to, end: 'open' };
      if (bytes[at] === CLOSING_BRACKET) return { at, end: 'closed' };
      if (bytes[at] !== OPENING_BRACE) return { at, end: 'malformed' };
      const next = parseEvent(bytes, at, to, fields);
      if (next === 0) return { at, end: 'open' };
      if (next < 0) return { at: -next, end: 'malformed' };
      addRow(fields);
      at = next;
    }
  }

  /** Appends what the fields of an event say, unless it is no call. */
  function addRow(fields: EventFields): void {
    const phase = fields[0]!;
    if (phase !== LETTER_X && phase !== LETTER_B && phase !== LETTER_E) return;
    const start = parseNumber(bytes, fields[2]!, fields[3]!);
    if (!Number.isFinite(start)) return;
    let duration = phase === LETTER_B ? BEGIN : END;
    if (phase === LETTER_B) begins++;
    else if (phase === LETTER_E) ends++;
    else {
      duration = fields[5] === 0 ? 0 : parseNumber(bytes, fields[4]!, fields[5]!);
      if (!(duration > 0)) duration = 0;
    }
    rows.starts[count] = start;
    rows.durations[count] = duration;
    rows.names[count] = names.place(bytes, fields[6]!, fields[7]!);
    rows.threads[count] = threads.place(bytes, fields[8]!, fields[9]!, fields[10]!, fields[11]!);
    count++;
  }

  function nest(order: RowOrder, row: number): boolean {
    const duration = rows.durations[row]!;
    if (duration < 0) return true;
    return nesting.add(order, rows.threads[row]!, rows.names[row]!, rows.starts[row]!, duration);
  }
}

function makeRows(length: number): TraceRows {
  return {
    starts: new Float64Array(length),
    durations: new Float64Array(length),
    names: new Uint32Array(length),
    threads: new Uint32Array(length),
  };
}

function slice(rows: TraceRows, count: number): TraceRows {
  return {
    starts: rows.starts.subarray(0, count),
    durations: rows.durations.subarray(0, count),
    names: rows.names.subarray(0, count),
    threads: rows.threads.subarray(0, count),
  };
}
