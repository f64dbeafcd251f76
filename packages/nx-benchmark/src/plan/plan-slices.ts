import type { Method } from '../domain/method';
import type { Slicing } from './plan';

/** Seconds of measuring per side and round that lock-step aims at: 80 slices of 2 ms. */
const LOCK_STEP_SECONDS = 0.16;
/** The same for a co-run: about as long as two processes take to start. */
const CO_RUN_SECONDS = 0.6;
/** Shorter slices of a co-run are mostly hand-over: the kernel alternates the two every 3 ms or so. */
const CO_RUN_SLICE = 0.025;
const WARMUP_SECONDS = 0.06;
const MIN_PAIRS = 12;
const MAX_PAIRS = 80;
/** Longer iterations no longer fit between two decisions of the scheduler: the sides then share the CPU at once. */
const LONGEST_SLICE = 0.003;
/** Least share of CPU in wall time that counts as CPU-bound; wall time is meaningless in a co-run. */
const CPU_BOUND = 0.9;

/** What calibration found out about an iteration of the baseline. Seconds. */
export interface IterationTimes {
  readonly wall: number;
  readonly cpu: number;
  /** Context switches of all its slices: those it asked for (it waited), and those it suffered (it was preempted). */
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
}

/** Calibration's answer. */
export interface Calibrated {
  readonly iteration: IterationTimes;
  /** Why no second process of the scenario can run beside the first, if so. */
  readonly exclusive?: string;
}

/**
 * Chooses the method for a variant and cuts it into slices, the same on both sides.
 *
 * @param sliceSeconds aim for one slice of lock-step (2 ms)
 * @param wanted the method that the suite asks for, whatever calibration says
 */
export function planSlices(
  { iteration, exclusive }: Calibrated,
  sliceSeconds: number,
  wanted?: Method,
): Slicing {
  const method = wanted ?? (exclusive === undefined ? methodFor(iteration) : 'interleaved');
  if (method === 'co-run') {
    const loops = Math.ceil(CO_RUN_SLICE / iteration.cpu);
    const slice = loops * iteration.cpu;
    const pairs = Math.max(1, Math.round(CO_RUN_SECONDS / slice));
    return { method, loops, pairs: even(pairs), warmup: warmup(slice) };
  }
  const seconds = isBusy(iteration) ? iteration.cpu : iteration.wall;
  const loops = Math.max(1, Math.ceil(sliceSeconds / seconds));
  const slice = loops * seconds;
  const pairs = clamp(Math.round(LOCK_STEP_SECONDS / slice), MIN_PAIRS, MAX_PAIRS);
  return { method, loops, pairs: even(pairs), warmup: warmup(slice) };
}

function methodFor(iteration: IterationTimes): Method {
  return isBusy(iteration) && iteration.cpu > LONGEST_SLICE ? 'co-run' : 'lock-step';
}

function isBusy(iteration: IterationTimes): boolean {
  const preempted = iteration.involuntarySwitches > iteration.voluntarySwitches;
  return preempted || iteration.cpu >= CPU_BOUND * iteration.wall;
}

/** The order within pairs is balanced, which takes an even number of them. */
function even(pairs: number): number {
  return pairs + (pairs % 2);
}

function warmup(slice: number): number {
  return Math.max(1, Math.ceil(WARMUP_SECONDS / slice));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
