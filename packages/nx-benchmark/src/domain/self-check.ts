import type { StatisticResult } from './verdict';

/** What the baseline against itself showed: whether the machine can be trusted, and how finely it tells apart. */
export interface SelfCheck {
  /** The config it was done with. */
  readonly variant: string;
  readonly rounds: number;
  /** Every tested statistic; the truth is 0. */
  readonly results: readonly StatisticResult[];
  /** Whether every interval holds 0, or lies within half the margin. */
  readonly passed: boolean;
  /** Rounds that a change of the margin should take, from the spread seen. */
  readonly expectedRounds: number;
  /** The smallest change that is found, nine times in ten or more, in all rounds of the rule. Fraction. */
  readonly smallestChange: number;
}
