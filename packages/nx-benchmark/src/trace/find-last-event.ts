import type { TraceFile } from './trace-file';

const CHUNK = 1 << 20;
const MARKS = ['],"viztracer_metadata"', '], "viztracer_metadata"'].map((text) => Buffer.from(text));
const LONGEST_MARK = 32;

const CLOSING_BRACE = 0x7d;

/**
 * Where the events of a viztracer file end: the place of their closing bracket. Undefined where there is none, in the
 * files of other tools and in those that were cut off.
 *
 * The file is searched from its end, where it holds the sources of what was traced. The mark cannot be in them: a quote
 * within a text of JSON is escaped.
 */
export function findLastEvent(file: TraceFile, from: number): number | undefined {
  const bytes = Buffer.alloc(CHUNK + LONGEST_MARK);
  for (let end = file.size; end > from; end -= CHUNK) {
    const start = Math.max(from, end - CHUNK);
    // A mark may begin in this chunk and end in the next one.
    const length = file.read(bytes, 0, Math.min(end + LONGEST_MARK, file.size) - start, start);
    const chunk = bytes.subarray(0, length);
    if (end === file.size && !endsWithBrace(chunk)) return undefined;
    const at = Math.max(...MARKS.map((mark) => chunk.lastIndexOf(mark)));
    if (at >= 0) return start + at;
  }
  return undefined;
}

function endsWithBrace(bytes: Buffer): boolean {
  let at = bytes.length - 1;
  while (at >= 0 && bytes[at]! <= 0x20) at--;
  return bytes[at] === CLOSING_BRACE;
}
