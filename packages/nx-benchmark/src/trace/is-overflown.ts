import type { TraceFile } from './trace-file';

/** The metadata of viztracer are its version and a few flags. */
const LONGEST = 1 << 14;
const METADATA = /^\]\s*,\s*"viztracer_metadata"\s*:(.*?)(?:"file_info"|$)/s;

/**
 * Whether viztracer dropped calls because its ring buffer was full; that is all it says about it.
 *
 * @param to place of the bracket that closes the events
 */
export function isOverflown(file: TraceFile, to: number): boolean {
  const bytes = Buffer.alloc(LONGEST);
  const text = bytes.toString('utf8', 0, file.read(bytes, 0, LONGEST, to));
  const metadata = METADATA.exec(text)?.[1];
  return metadata !== undefined && /"overflow"\s*:\s*true/.test(metadata);
}
