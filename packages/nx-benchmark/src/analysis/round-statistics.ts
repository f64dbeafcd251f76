import { median, sum } from 'simple-statistics';
import type { Round, Slice } from '../domain/round';
import { type PerSide, SIDES } from '../domain/side';
import { logRatio } from './log-ratio';
import { pairLogRatios } from './pair-log-ratios';
import { sliceCpu } from './slice-cpu';
import { trimmedMean } from './trimmed-mean';

/**
 * What one round says. The three statistics are log ratios, candidate against baseline (0.02 is about 2 % slower),
 * and undefined where the round could not tell: see `roundStatistics`.
 */
export interface RoundStatistics {
  /** d: 20 % trimmed mean over the pairs of the log ratio of CPU time. */
  readonly mainPath: number | undefined;
  /**
   * T: log ratio of all the CPU the two processes burnt during the round; in a co-run, where no work is left outside
   * the slices and they are few, of the slices' sum.
   */
  readonly allWork: number | undefined;
  /** w: median over the pairs of the log ratio of wall time; undefined in a co-run, whose sides wait for each other. */
  readonly waiting: number | undefined;
  /** Median over all slices of CPU time per wall time: 1 computes, 0 waits. A co-run is for work that computes: 1. */
  readonly cpuShare: number;
  /** Wall seconds of one iteration, median of the slices; CPU seconds in a co-run. */
  readonly iteration: PerSide<number>;
  /** CPU seconds of one iteration, median of the slices. */
  readonly cpuIteration: PerSide<number>;
}

/**
 * Reduces a round (of at least one pair) to its statistics: one independent observation of each.
 *
 * A pair in which a side read no time at all is left out. Where fewer than half of the pairs saw the two sides
 * differ, the clock is too coarse for this work: the middle pairs would read "equal" whatever the truth, so the
 * statistic is undefined, never 0.
 */
export function roundStatistics(round: Round): RoundStatistics {
  const coRun = round.method === 'co-run';
  return {
    mainPath: summary(pairLogRatios(round, sliceCpu), trimmedMean),
    allWork: summary([allWork(coRun ? slicesCpu(round) : round.processCpu)], median),
    waiting: coRun ? undefined : summary(pairLogRatios(round, sliceWall), median),
    cpuShare: coRun ? 1 : median(SIDES.flatMap((side) => round.slices[side].map(shareOfWall))),
    iteration: perIteration(round, coRun ? sliceCpu : sliceWall),
    cpuIteration: perIteration(round, sliceCpu),
  };
}

function summary(
  ratios: readonly (number | undefined)[],
  centre: (ratios: number[]) => number,
): number | undefined {
  const read = ratios.filter((ratio) => ratio !== undefined);
  const apart = read.filter((ratio) => ratio !== 0).length;
  return 2 * apart < ratios.length ? undefined : centre(read);
}

function allWork(cpu: PerSide<number>): number | undefined {
  return logRatio(cpu.candidate, cpu.baseline);
}

function slicesCpu({ slices }: Round): PerSide<number> {
  return { baseline: sum(slices.baseline.map(sliceCpu)), candidate: sum(slices.candidate.map(sliceCpu)) };
}

function sliceWall(slice: Slice): number {
  return slice.wall;
}

function shareOfWall(slice: Slice): number {
  // A slice too short for the wall clock cannot have waited.
  return slice.wall > 0 ? sliceCpu(slice) / slice.wall : 1;
}

function perIteration(round: Round, read: (slice: Slice) => number): PerSide<number> {
  return {
    baseline: median(round.slices.baseline.map(read)) / round.loops,
    candidate: median(round.slices.candidate.map(read)) / round.loops,
  };
}
