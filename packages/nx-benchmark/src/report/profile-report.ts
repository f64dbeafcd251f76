import type { PerSide, Side } from '../domain/side';
import type { TraceCaution } from '../domain/trace-profile';
import type { CallNeighbours } from '../profile/call-neighbours';
import type { Movers, NamedTimes } from '../profile/select-functions';
import type { SortKey } from '../profile/sort-key';

/** What was asked of the traces of one config, ready to be drawn in any form. */
export interface ProfileReport {
  readonly scenario: string;
  readonly config: string;
  readonly traces: readonly TraceSummary[];
  readonly top?: { readonly key: SortKey; readonly sides: Partial<PerSide<readonly NamedTimes[]>> };
  readonly comparison?: {
    readonly key: SortKey;
    readonly movers: Movers;
    /** Seconds of all functions' own time, waits left out, and what the candidate lost of it. */
    readonly own: PerSide<number>;
    readonly lost: number;
    /** Whether both sides ran the scenario the same number of times, so that numbers of calls say something. */
    readonly sameWork: boolean;
  };
  readonly neighbours?: {
    readonly part: string;
    readonly sides: Partial<PerSide<readonly CallNeighbours[]>>;
  };
  /** A side without a trace, where both were asked for together. */
  readonly missing?: Side;
  /** Files that were written. */
  readonly written: readonly string[];
}

/** A trace as it was read. */
export interface TraceSummary {
  readonly side: Side;
  readonly file: string;
  readonly events: number;
  readonly processes: number;
  readonly threads: number;
  readonly cautions: readonly TraceCaution[];
}
