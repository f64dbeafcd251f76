import { UserError } from '../domain/user-error';
import { skipBlank, skipSeparators, skipText, skipValue } from './plain/parse-event';
import type { TraceFile } from './trace-file';

export interface EventArray {
  /** Place in the file behind its opening bracket. */
  readonly from: number;
  /** The file is this array; it may then end without the closing bracket, as Chrome's traces do. */
  readonly bare: boolean;
}

const FIRST_READ = 1 << 16;
const EVENTS = Buffer.from('"traceEvents"');

const QUOTE = 0x22;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACE = 0x7b;

/**
 * Where the events of a trace begin.
 *
 * @throws UserError if it is no trace
 */
export function findFirstEvent(file: TraceFile): EventArray {
  for (let size = FIRST_READ; ; size *= 2) {
    const bytes = new Uint8Array(Math.min(size, file.size));
    const found = findIn(bytes.subarray(0, file.read(bytes, 0, bytes.length, 0)));
    if (typeof found === 'object') return found;
    if (found === 'other') throw noTrace(file, 'has no array "traceEvents"');
    if (size >= file.size) throw noTrace(file, 'ends before its events begin');
  }
}

/** `more`: it may begin behind these bytes; `other`: it does not. */
function findIn(bytes: Uint8Array): EventArray | 'more' | 'other' {
  // Some writers begin with the mark of UTF-8.
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let at = skipBlank(bytes, mark, bytes.length);
  if (at === bytes.length) return 'more';
  if (bytes[at] === OPENING_BRACKET) return { from: at + 1, bare: true };
  if (bytes[at] !== OPENING_BRACE) return 'other';
  at++;
  for (;;) {
    at = skipSeparators(bytes, at, bytes.length);
    if (at >= bytes.length) return 'more';
    if (bytes[at] === CLOSING_BRACE || bytes[at] !== QUOTE) return 'other';
    const key = at;
    const keyEnd = skipText(bytes, key, bytes.length);
    if (keyEnd === 0) return 'more';
    at = skipBlank(bytes, keyEnd, bytes.length);
    if (at >= bytes.length) return 'more';
    if (bytes[at] !== COLON) return 'other';
    at = skipBlank(bytes, at + 1, bytes.length);
    if (at >= bytes.length) return 'more';
    if (EVENTS.equals(bytes.subarray(key, keyEnd))) {
      return bytes[at] === OPENING_BRACKET ? { from: at + 1, bare: false } : 'other';
    }
    at = skipValue(bytes, at, bytes.length);
    if (at === 0) return 'more';
  }
}

function noTrace(file: TraceFile, why: string): UserError {
  return new UserError(
    `${file.path} is not a trace: it ${why}.`,
    'Name a file that viztracer wrote, or another one in Chrome’s trace format.',
  );
}
