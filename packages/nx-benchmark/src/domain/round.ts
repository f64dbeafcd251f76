import type { Method } from './method';
import type { PerSide, Side } from './side';

/** What one timed slice of one side took. Times are seconds. */
export interface Slice {
  /** Wall clock (`time.perf_counter`). */
  readonly wall: number;
  /** CPU of the process itself (`time.process_time`). */
  readonly cpu: number;
  /** CPU of children that ended during the slice (`RUSAGE_CHILDREN`). */
  readonly childrenCpu: number;
  /** Context switches against the process's will: it was preempted. */
  readonly involuntarySwitches: number;
  /** Context switches it asked for: it waited. */
  readonly voluntarySwitches: number;
}

/** Rounds apart from the others of their variant. */
export type RoundPart = 'confirmation';

/**
 * One pass over both sides: a fresh process of each on the same CPU, `slices.baseline[p]` and `slices.candidate[p]`
 * measured back to back (lock-step) or at once
 * (co-run) as pair p.
 */
export interface Round {
  /** 0-based number of the round within its variant, and its part. */
  readonly index: number;
  readonly variant: string;
  /** Of a round that checks a regression which others found. */
  readonly part?: RoundPart;
  readonly method: Method;
  /** The CPUs both processes were pinned to (`cpus_per_run` of them); empty where the platform cannot pin. */
  readonly cpus: readonly number[];
  /** Which side went first in each pair. */
  readonly order: readonly Side[];
  /** Iterations in one slice, the same on both sides. */
  readonly loops: number;
  readonly slices: PerSide<readonly Slice[]>;
  /**
   * CPU (own and children's) each process burnt from the end of its first slice to the end of its last one: timed,
   * untimed and background work alike.
   */
  readonly processCpu: PerSide<number>;
  /** Largest resident size of each process, bytes. */
  readonly maxRss: PerSide<number>;
  /** Seconds the whole round took, process starts included. */
  readonly seconds: number;
  /** When it began, ISO 8601. */
  readonly startedAt: string;
  /** What else wanted the CPUs meanwhile; absent in what older versions wrote. */
  readonly machine?: MachineState;
}

/** Shares of time, null where the system does not say. */
export interface MachineState {
  /** Of all CPUs' time, what the hypervisor gave to others. */
  readonly steal: number | null;
  /** Of the last ten seconds, those in which some task waited for a CPU. */
  readonly pressure: number | null;
}
