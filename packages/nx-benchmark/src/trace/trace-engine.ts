/**
 * What does the work on the bytes of a trace: parses events into rows, and puts rows into a call tree.
 *
 * There are two, plain TypeScript and WebAssembly; they agree on everything. One engine serves one pass over one file.
 */
export interface TraceEngine {
  /**
   * Room for so many bytes; what was in it stays. The view holds until the next call of anything here.
   */
  bytes(size: number): Uint8Array;
  /**
   * Parses the events in bytes `from` to `to`, whose first is at `from` or behind white space and commas. The rows of the
   * parse before are gone.
   */
  parse(from: number, to: number): Parsed;
  /** The rows that were parsed; views that hold until the next call of anything here. */
  rows(): TraceRows;
  /** Takes rows instead of parsing them: no more than `ROWS_AT_ONCE`. */
  put(rows: TraceRows): void;
  /**
   * Puts the complete calls among the rows into the tree.
   *
   * @returns false, in the middle of it, where they are not in that order: the tree is then good for nothing
   */
  nest(order: RowOrder): boolean;
  /** What came of all that was parsed and nested. */
  result(): TraceTree;
}

/**
 * Parents first, in both: `exits` works rows of calls that were written when they ended, from the last to the first;
 * `starts` works rows sorted by their beginning, from the first to the last.
 */
export type RowOrder = 'exits' | 'starts';

export interface Parsed {
  /** Behind the last complete event, or at what is wrong. */
  readonly at: number;
  /**
   * `open`: the bytes ended, between two events or within one that begins at `at`; `closed`: the array of events did, and
   * `at` is its bracket; `malformed`: no event can begin with the byte at `at`.
   */
  readonly end: 'open' | 'closed' | 'malformed';
}

/** Columns of equal length. Microseconds. */
export interface TraceRows {
  readonly starts: Float64Array;
  /** Or `BEGIN`, `END`: half of a call. */
  readonly durations: Float64Array;
  readonly names: Uint32Array;
  readonly threads: Uint32Array;
}

/** In place of a duration: a call begins here, its end is another event. */
export const BEGIN = -1;
/** In place of a duration: the last call that began on this thread ends here. */
export const END = -2;

export const ROWS_AT_ONCE = 16_384;

/** The tree as it grew. Microseconds. */
export interface TraceTree {
  /** Decoded; two of them may be equal, where a trace spells a name in two ways. */
  readonly names: readonly string[];
  readonly threads: readonly TraceThread[];
  /** Place in `names`; of the first node, which stands above the roots, nothing. */
  readonly functions: Uint32Array;
  /** Place in these columns; parents come first. */
  readonly parents: Uint32Array;
  readonly calls: Float64Array;
  readonly cumulative: Float64Array;
  /** Halves of calls among all that was parsed. */
  readonly begins: number;
  readonly ends: number;
  /** Calls that ended after the call around them. */
  readonly overlaps: number;
}

export interface TraceThread {
  readonly process: string;
  readonly thread: string;
}
