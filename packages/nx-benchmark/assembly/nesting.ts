import { addCall, childOf } from './call-tree';
import { ROW, rowCount, rows } from './rows';

// The algorithm is that of src/trace/plain/call-nesting.ts, step by step; the reasons are there.

const TOUCH: f64 = 0.001;
const COARSE: f64 = 1e12;
const TWO_UNITS: f64 = 4.5e-16;

// A thread: u32 address of its open calls, u32 how many there are, u32 how many have room, f64 the key of the call before.
const THREAD: usize = 24;
// An open call: f64 key, f64 edge, u32 node.
const OPEN: usize = 24;

export let overlaps: u32 = 0;

let threadCount: u32 = 0;
let threadCapacity: u32 = 64;
let threads: usize = heap.alloc(64 * THREAD);

/** Nests the complete calls among the rows, from the last to the first or the other way; false if they are not in order. */
export function nestRows(exits: bool): bool {
  let row = exits ? rows + <usize>(rowCount - 1) * ROW : rows;
  for (let count = rowCount; count !== 0; count--) {
    const duration = load<f64>(row, 8);
    if (duration >= 0) {
      const start = load<f64>(row);
      const end = floor<f64>((start + duration) * 1000 + 0.5) / 1000;
      const fits = exits
        ? nest(load<u32>(row, 20), load<u32>(row, 16), end, start, duration, false)
        : nest(load<u32>(row, 20), load<u32>(row, 16), -start, -end, duration, true);
      if (!fits) return false;
    }
    row = exits ? row - ROW : row + ROW;
  }
  return true;
}

function nest(number: u32, text: u32, key: f64, edge: f64, duration: f64, edgeIsSum: bool): bool {
  const thread = threadAt(number);
  const slack = abs<f64>(key) > COARSE ? abs<f64>(key) * TWO_UNITS : 0;
  if (key > load<f64>(thread, 16) + slack) return false;
  store<f64>(thread, key, 16);
  const bound = edgeIsSum ? edge + slack : edge;
  const open: usize = load<u32>(thread);
  let depth = load<u32>(thread, 4);
  let top = open + <usize>depth * OPEN;
  let overlap: u32 = 0;
  while (depth !== 0 && load<f64>(top - OPEN, 8) > bound) {
    depth--;
    top -= OPEN;
    if (key > load<f64>(top, 8) + TOUCH + slack) {
      if (key === load<f64>(top)) return false;
      overlap = 1;
    }
  }
  overlaps += overlap;
  const node = childOf(depth === 0 ? 0 : load<u32>(top - OPEN, 16), text);
  addCall(node, duration);
  if (depth === load<u32>(thread, 8)) top = deepen(thread);
  store<f64>(top, key);
  store<f64>(top, edge, 8);
  store<u32>(top, node, 16);
  store<u32>(thread, depth + 1, 4);
  return true;
}

function threadAt(number: u32): usize {
  while (number >= threadCount) addThread();
  return threads + <usize>number * THREAD;
}

function addThread(): void {
  if (threadCount === threadCapacity) {
    threadCapacity *= 2;
    threads = heap.realloc(threads, <usize>threadCapacity * THREAD);
  }
  const thread = threads + <usize>threadCount * THREAD;
  threadCount++;
  store<u32>(thread, <u32>heap.alloc(64 * OPEN));
  store<u32>(thread, 0, 4);
  store<u32>(thread, 64, 8);
  store<f64>(thread, Infinity, 16);
}

/** Doubles the room for open calls. Returns the address behind those that are there. */
function deepen(thread: usize): usize {
  const capacity = load<u32>(thread, 8);
  const open = heap.realloc(load<u32>(thread), <usize>capacity * 2 * OPEN);
  store<u32>(thread, <u32>open);
  store<u32>(thread, capacity * 2, 8);
  return open + <usize>capacity * OPEN;
}
