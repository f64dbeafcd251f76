import type { Side } from './side';

/** What the recorder wrote of a config: one trace of each side, of as many iterations. */
export interface TraceRecording {
  /** Iterations of the scenario that each trace holds. */
  readonly iterations: number;
  /** Microseconds; shorter calls were left out. */
  readonly minDuration: number;
  /** What recorded: `viztracer 1.1.1`. */
  readonly tool: string;
  /** Without a candidate the baseline alone. */
  readonly sides: Readonly<Partial<Record<Side, RecordedTrace>>>;
}

/** The trace of one side. */
export interface RecordedTrace {
  /** Relative to the manifest. */
  readonly file: string;
  readonly bytes: number;
  /** Complete calls. */
  readonly events: number;
  /** The scenario's own and its forked children's. */
  readonly processes: number;
  /** Wall seconds of its iterations, slowed down by the recording. */
  readonly seconds: number;
  /** The recorder's buffer was full and dropped the oldest calls. */
  readonly overflow?: true;
}
