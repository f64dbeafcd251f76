/** Seconds that the iterations of a trace should take without the recorder. */
const SECONDS = 1;
const PROBE_SECONDS = 0.005;
/** How many more events than estimated the recorder's buffer has room for: it drops the oldest when it is full. */
const RESERVE = 1.5;
/** Room for what no iteration is to blame for. */
const FEW_EVENTS = 10_000;
/** Bytes of an event in a file, about; longer where paths are long. */
const EVENT_BYTES = 110;

/** How a config is recorded: the same on both sides. */
export interface PlannedRecording {
  readonly iterations: number;
  /** Events that a process's buffer can hold. */
  readonly entries: number;
  /** Estimated size of a side's file. */
  readonly bytes: number;
}

/** What a few recorded iterations tell, of the side that has more of it. */
export interface ProbedIteration {
  readonly events: number;
  readonly bytes: number;
}

/**
 * As many iterations as take about a second, as many as the file may hold, and at least one.
 *
 * @param iterationSeconds of one iteration, as it was calibrated
 * @param maxBytes of one side's file
 */
export function planRecording(
  iterationSeconds: number,
  probed: ProbedIteration,
  maxBytes: number,
): PlannedRecording {
  const wanted = Math.max(1, Math.round(SECONDS / iterationSeconds));
  const fitting = Math.floor(maxBytes / Math.max(1, probed.bytes));
  const iterations = Math.max(1, Math.min(wanted, fitting));
  const events =
    fitting < 1 ? maxBytes / (probed.bytes / probed.events) : iterations * probed.events * RESERVE;
  return {
    iterations,
    entries: Math.ceil(events) + FEW_EVENTS,
    bytes: Math.min(maxBytes, iterations * probed.bytes),
  };
}

/** Iterations of the probe that comes before. */
export function probeIterations(iterationSeconds: number): number {
  return Math.max(1, Math.round(PROBE_SECONDS / iterationSeconds));
}

/** Events of a buffer whose content, written, is about as large as a file may be, where nothing is known of them. */
export function largestBuffer(maxBytes: number): number {
  return Math.ceil(maxBytes / EVENT_BYTES) + FEW_EVENTS;
}
