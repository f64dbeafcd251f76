import { malformedAt, parseByKeys } from './events';
import { skipSeparators } from './json';
import { clearRows } from './rows';
import { parseByTemplate } from './templates';

export { nodeCount, nodes } from './call-tree';
export { keyedEvents } from './events';
export { nestRows, overlaps } from './nesting';
export { begins, ends, rowCount, rows, setRowCount } from './rows';
export { textBytes, textCount, textLength } from './texts';

/** What is loaded at once may lie so far behind the last byte. */
const BEHIND: usize = 64;
/** Every event is longer than that. */
const SHORTEST_EVENT: u32 = 8;
const ROWS_AT_ONCE: u32 = 16384;

let buffer: usize = 0;
let capacity: usize = 0;

/** Where the last parse stopped, from the beginning of the buffer. */
export let stoppedAt: usize = 0;

/** Address of room for so many bytes; what was in it stays. */
export function bytes(size: usize): usize {
  if (size > capacity) {
    capacity = max(size, capacity * 2);
    buffer = buffer === 0 ? heap.alloc(capacity + BEHIND) : heap.realloc(buffer, capacity + BEHIND);
  }
  return buffer;
}

/** Parses the events between two places of the buffer. 0: the bytes ended; 1: the array did; 2: there is no event. */
export function parse(from: usize, to: usize): u32 {
  clearRows(max<u32>(ROWS_AT_ONCE, <u32>(to - from) / SHORTEST_EVENT + 1));
  const end = buffer + to;
  let at = skipSeparators(buffer + from, end);
  while (at < end) {
    if (load<u8>(at) === 0x5d) return stop(at, 1);
    if (load<u8>(at) !== 0x7b) return stop(at, 2);
    let next = parseByTemplate(at, end);
    if (next === 0) next = parseByKeys(at, end);
    if (next === 0) return malformedAt === 0 ? stop(at, 0) : stop(malformedAt, 2);
    at = skipSeparators(next, end);
  }
  return stop(end, 0);
}

/** Makes room for rows that come from outside. */
export function takeRows(count: u32): void {
  clearRows(max<u32>(ROWS_AT_ONCE, count));
}

function stop(at: usize, how: u32): u32 {
  stoppedAt = at - buffer;
  return how;
}
