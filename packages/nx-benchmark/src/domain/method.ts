/**
 * How the two sides of a round share a CPU:
 * - `lock-step`: slices of about 2 ms by token, one side at a time;
 * - `co-run`: both at once, alternated by the kernel every few milliseconds — for iterations that do not fit a slice;
 * - `interleaved`: the whole process of one side, then that of the other, in random order — for scenarios of which only
 *   one process can run at a time.
 */
export type Method = (typeof METHODS)[number];

export const METHODS = ['lock-step', 'co-run', 'interleaved'] as const;
