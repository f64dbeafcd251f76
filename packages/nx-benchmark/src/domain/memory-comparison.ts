import type { PerSide } from './side';
import type { Estimate, RegressionLevel } from './verdict';

/** The memory of the two sides, and whether the candidate takes too much more. */
export interface MemoryComparison {
  /** Largest resident size of a process, bytes: median over the rounds. */
  readonly bytes: PerSide<number>;
  /** How it changed, from the rounds' ratios; undefined where they are too few for an interval. */
  readonly estimate?: Estimate;
  /** Only where it is a regression. */
  readonly level?: Exclude<RegressionLevel, 'minor'>;
}
