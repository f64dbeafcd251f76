import { UserError } from '../domain/user-error';
import type { EventArray } from './find-first-event';
import type { TraceEngine } from './trace-engine';
import type { TraceFile } from './trace-file';

const CHUNK = 1 << 20;

export interface EventsEnd {
  /** Place in the file behind the last complete event. */
  readonly to: number;
  /** The file ends there, and something is missing. */
  readonly truncated: boolean;
}

/**
 * Parses the events of a file from the first to the last.
 *
 * @param use called for each chunk, when its rows are there
 * @throws UserError with the place of what is no event
 */
export function readForward(
  file: TraceFile,
  engine: TraceEngine,
  { from, bare }: EventArray,
  use: () => void,
): EventsEnd {
  // The buffer begins with what the chunk before left over, which begins at `start` of the file.
  let left = 0;
  let start = from;
  for (;;) {
    const bytes = engine.bytes(left + CHUNK);
    const read = file.read(bytes, left, CHUNK, start + left);
    const length = left + read;
    const { at, end } = engine.parse(0, length);
    use();
    if (end === 'closed') return { to: start + at, truncated: false };
    if (end === 'malformed') throw malformed(file, start + at);
    if (read < CHUNK) return { to: start + at, truncated: !(bare && at === length) };
    engine.bytes(length).copyWithin(0, at, length);
    left = length - at;
    start += at;
  }
}

function malformed(file: TraceFile, place: number): UserError {
  return new UserError(
    `${file.path} is no JSON at byte ${place}, within its events.`,
    'Record the trace again; if another tool wrote it, it may be no trace in Chrome’s JSON format.',
  );
}
