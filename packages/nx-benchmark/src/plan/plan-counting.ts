/** Seconds that the iterations of the process with few of them take without valgrind; those with many: three times. */
const FEW_SECONDS = 0.01;
/** How much slower a program is while its instructions are counted, and what a process takes to start then. */
const SLOWDOWN = 50;
const START_SECONDS = 2;
/** Hash seeds of the repetitions. */
const SEEDS = [0, 1];

/** How the instructions of a config are counted: the same on both sides. */
export interface Counting {
  /** Iterations of the two processes that are subtracted from each other. */
  readonly loops: readonly [few: number, many: number];
  /** PYTHONHASHSEED of each repetition. */
  readonly seeds: readonly number[];
  /** About how long it takes. */
  readonly seconds: number;
}

/**
 * Enough iterations to stand out from the noise of a process's start, which is some hundreds of instructions of
 * hundreds of millions.
 *
 * @param iterationSeconds of one iteration, as it was calibrated
 */
export function planCounting(iterationSeconds: number): Counting {
  const few = Math.max(1, Math.round(FEW_SECONDS / iterationSeconds));
  const loops = [few, 3 * few] as const;
  // Both sides at once.
  const seconds = SEEDS.length * (2 * START_SECONDS + SLOWDOWN * (loops[0] + loops[1]) * iterationSeconds);
  return { loops, seeds: SEEDS, seconds };
}
