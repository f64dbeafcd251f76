import type { RoundStatistics } from '../round-statistics';
import { gaussian } from './random';

/** True changes (fractions), and how wild a round is: a factor on both deviations. */
export interface Truth {
  readonly mainPath: number;
  readonly allWork: number;
  readonly wildness?: (random: () => number) => number;
}

/** One round in ten is four times as wild. */
export const heavyTails = (random: () => number) => (random() < 0.1 ? 4 : 1);

/** Rounds of a scenario that computes: deviations 1 % (main path) and 1.5 % (all work), correlation 0.6. */
export function simulatedStatistics(truth: Truth, count: number, random: () => number): RoundStatistics[] {
  return Array.from({ length: count }, () => {
    const factor = truth.wildness?.(random) ?? 1;
    const common = gaussian(random);
    const own = 0.6 * common + 0.8 * gaussian(random);
    return statistics({
      mainPath: Math.log1p(truth.mainPath) + 0.01 * factor * common,
      allWork: Math.log1p(truth.allWork) + 0.015 * factor * own,
    });
  });
}

/** The statistics of a round that computes and changed nothing, but for `overrides`. */
export function statistics(overrides: Partial<RoundStatistics> = {}): RoundStatistics {
  const perSide = { baseline: 0.001, candidate: 0.001 };
  return {
    mainPath: 0,
    allWork: 0,
    waiting: 0,
    cpuShare: 1,
    iteration: perSide,
    cpuIteration: perSide,
    ...overrides,
  };
}
