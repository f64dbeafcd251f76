import { mean } from 'simple-statistics';
import type { InstructionComparison } from '../domain/instruction-comparison';
import { type PerSide, SIDES } from '../domain/side';

/** Instructions of two whole processes that differ in nothing but their iterations. */
export type CountPair = readonly [few: number, many: number];

/**
 * Compares instruction counts. A side's slope, the difference of two processes' counts by that of their iterations, is
 * what one iteration executes, without the start of the process and its set-up.
 *
 * @param counts for each side a pair a repetition, at least one; both sides of a repetition had the same hash seed
 * @returns undefined where the iterations do not show: a slope that is not above 0
 */
export function compareInstructions(
  counts: PerSide<readonly CountPair[]>,
  loops: readonly [few: number, many: number],
): Omit<InstructionComparison, 'tool'> | undefined {
  const slope = ([few, many]: CountPair) => (many - few) / (loops[1] - loops[0]);
  const slopes = { baseline: counts.baseline.map(slope), candidate: counts.candidate.map(slope) };
  if (SIDES.some((side) => slopes[side].some((each) => !(each > 0)))) return undefined;
  const changes = slopes.baseline.map((baseline, at) => slopes.candidate[at]! / baseline - 1);
  const change = mean(changes);
  return {
    perIteration: { baseline: mean(slopes.baseline), candidate: mean(slopes.candidate) },
    change,
    spread: Math.max(...changes.map((each) => Math.abs(each - change))),
    loops,
  };
}
