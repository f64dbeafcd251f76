/**
 * How the two sides of a round share a CPU:
 * - `lock-step`: slices of about 2 ms by token, one side at a time;
 * - `co-run`: both at once, alternated by the kernel every few milliseconds — for iterations that do not fit a slice.
 */
export type Method = 'lock-step' | 'co-run';
