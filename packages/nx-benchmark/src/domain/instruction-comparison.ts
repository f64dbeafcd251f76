import type { PerSide } from './side';

/** How many instructions the sides execute: a witness beside the time, which no load of the machine disturbs. */
export interface InstructionComparison {
  /** Instructions of one iteration. */
  readonly perIteration: PerSide<number>;
  /** Candidate against baseline, as a fraction: mean of the repetitions. */
  readonly change: number;
  /** Largest distance of a repetition from that mean. Fraction; no interval: the repetitions are few. */
  readonly spread: number;
  /** Iterations of the processes whose counts were subtracted from each other. */
  readonly loops: readonly [few: number, many: number];
  /** What counted: `valgrind-3.19.0`. */
  readonly tool: string;
}
