// A row: f64 start, f64 duration, u32 text, u32 thread.
export const ROW: usize = 24;

export let rows: usize = 0;
export let rowCount: u32 = 0;
let capacity: u32 = 0;

export let begins: u32 = 0;
export let ends: u32 = 0;

/** Room for so many; none is there. */
export function clearRows(size: u32): void {
  rowCount = 0;
  if (size <= capacity) return;
  if (rows !== 0) heap.free(rows);
  capacity = size + (size >> 2);
  rows = heap.alloc(<usize>capacity * ROW);
}

export function setRowCount(count: u32): void {
  rowCount = count;
}

export function addRow(start: f64, duration: f64, text: u32, thread: u32): void {
  const row = rows + <usize>rowCount * ROW;
  store<f64>(row, start);
  store<f64>(row, duration, 8);
  store<u32>(row, text, 16);
  store<u32>(row, thread, 20);
  rowCount++;
}

/** The first half of a call. */
export function addBegin(start: f64, text: u32, thread: u32): void {
  begins++;
  addRow(start, -1, text, thread);
}

/** The other one. */
export function addEnd(start: f64, text: u32, thread: u32): void {
  ends++;
  addRow(start, -2, text, thread);
}
