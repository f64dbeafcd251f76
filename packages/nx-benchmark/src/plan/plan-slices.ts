import type { Slicing } from './plan';

/** Seconds of measuring per side and round that a plan aims at: 80 slices of 2 ms. */
const ROUND_SECONDS = 0.16;
const WARMUP_SECONDS = 0.06;
const MIN_PAIRS = 12;
const MAX_PAIRS = 80;

/**
 * Cuts a variant into slices short enough to fit between two decisions of the scheduler, and enough of them that the
 * trimmed mean can drop the disturbed ones.
 *
 * @param iterationSeconds wall seconds of one iteration of the baseline
 * @param sliceSeconds aim for one slice (2 ms)
 */
export function planSlices(iterationSeconds: number, sliceSeconds: number): Slicing {
  const loops = Math.max(1, Math.ceil(sliceSeconds / iterationSeconds));
  const slice = loops * iterationSeconds;
  const pairs = clamp(Math.round(ROUND_SECONDS / slice), MIN_PAIRS, MAX_PAIRS);
  return { loops, pairs: pairs + (pairs % 2), warmup: Math.max(1, Math.ceil(WARMUP_SECONDS / slice)) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
