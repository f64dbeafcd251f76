import type { TraceProfile } from '../domain/trace-profile';
import { readTrace } from '../trace/read-trace';

/** Reads the trace in a file. */
export type ReadTrace = (path: string) => Promise<TraceProfile>;

/** A way to read traces, each of them once: large ones take seconds, and what is kept of them is small. */
export function readOnce(read: ReadTrace = readTrace): ReadTrace {
  const known = new Map<string, Promise<TraceProfile>>();
  return (path) => {
    const reading = known.get(path) ?? read(path);
    known.set(path, reading);
    return reading;
  };
}
