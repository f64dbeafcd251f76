import type { FileEntry } from '../engine/put-files';

/** The source of a side: what its wheel is built from. */
export interface Source {
  /** For people: a folder, or a revision with its commit. */
  readonly description: string;
  /** What it is, down to the bytes: equal keys are equal sources. */
  readonly key: string;
  /** What pip is given of it: `.`, or the file name of a source distribution. */
  readonly target: string;
  /** Its files, relative to the Python project, with `/`. */
  read(): Promise<readonly FileEntry[]>;
  readonly origin: SourceOrigin;
}

/** Where a source came from, for the record. */
export interface SourceOrigin {
  /** The commit it is, or that it was changed from. */
  readonly commit?: string;
  /** Whether files differ from that commit. */
  readonly changed?: boolean;
  /** What git's tags say of it: `v1.2.0-3-gabc1234`. */
  readonly describe?: string;
}
