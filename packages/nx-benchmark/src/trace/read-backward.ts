import type { TraceEngine } from './trace-engine';
import type { TraceFile } from './trace-file';

const CHUNK = 1 << 20;
/** An event that long is no event: something else is wrong. */
const LONGEST_EVENT = 64 << 20;
/** So many bytes may be parsed in vain, from places where no event begins. */
const VAIN = 64 << 20;

const COMMA = 0x2c;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * Nests the events between two places of a file, which were written at their ends: parents come first when they are read
 * from the last to the first. Chunks are read from the end, too, and each is parsed forward from the first event that
 * begins in it; what is before that is the end of an event of the chunk before.
 *
 * Whether an event begins at a place is not to be seen there: it may be in a text, or in the arguments of a call. It does
 * if parsing from it ends exactly where the chunk behind begins.
 *
 * @param to of the closing bracket
 * @returns false where that is not their order, or where there is more wrong with them than can be told from the end
 */
export function readBackward(file: TraceFile, engine: TraceEngine, from: number, to: number): boolean {
  let vain = 0;
  // The buffer begins with what the chunk behind left over.
  let left = 0;
  for (let end = to; end > from; ) {
    const size = Math.min(CHUNK, end - from);
    const length = size + left;
    const bytes = engine.bytes(length);
    bytes.copyWithin(size, 0, left);
    end -= size;
    if (file.read(bytes, 0, size, end) < size) return false;
    let first = end === from ? 0 : nextBoundary(bytes, 0, length);
    while (first < length) {
      const { at, end: how } = engine.parse(first, length);
      if (how === 'open' && at === length) break;
      if (end === from) return false;
      vain += at - first;
      if (vain > VAIN) return false;
      first = nextBoundary(engine.bytes(length), first + 1, length);
    }
    if (first < length && !engine.nest('exits')) return false;
    left = first;
    if (left > LONGEST_EVENT) return false;
  }
  return true;
}

/** The next brace that opens behind one that closes and a comma; `to` if there is none. */
function nextBoundary(bytes: Uint8Array, from: number, to: number): number {
  for (let at = bytes.indexOf(OPENING_BRACE, from); at >= 0 && at < to; ) {
    let before = skipBlankBack(bytes, at - 1);
    if (before > 0 && bytes[before] === COMMA) {
      before = skipBlankBack(bytes, before - 1);
      if (before >= 0 && bytes[before] === CLOSING_BRACE) return at;
    }
    at = bytes.indexOf(OPENING_BRACE, at + 1);
  }
  return to;
}

function skipBlankBack(bytes: Uint8Array, at: number): number {
  let place = at;
  while (place >= 0 && bytes[place]! <= 0x20) place--;
  return place;
}
