/** What a recorded trace says, added up over all its processes and threads. Seconds. */
export interface TraceProfile {
  /** Its functions, each once, as the trace has them, decoded: `qualname (file:line)`, or `module.function` for what is written in C. */
  readonly names: readonly string[];
  readonly tree: CallTree;
  /** Complete calls that were read. */
  readonly events: number;
  readonly processes: number;
  readonly threads: number;
  readonly cautions: readonly TraceCaution[];
}

/** Calls merged by their path from the root. Columns of equal length; parents come before their children. */
export interface CallTree {
  /** Place in `names`. */
  readonly functions: Uint32Array;
  /** Place in these columns; -1 for a root. */
  readonly parents: Int32Array;
  readonly calls: Float64Array;
  readonly own: Float64Array;
  readonly cumulative: Float64Array;
}

/** Doubt about a trace; the sentences are report/trace-cautions.ts. */
export type TraceCaution =
  /** The file ends within the events; the complete ones count. */
  | { readonly kind: 'truncated' }
  /** The recorder's ring buffer was full and dropped the oldest calls. */
  | { readonly kind: 'overflow' }
  /** Calls that had begun and not ended when the recording stopped; they do not count. */
  | { readonly kind: 'unfinished'; readonly calls: number }
  /** Calls that end after the call around them; they count as siblings. */
  | { readonly kind: 'overlap'; readonly calls: number };
