/**
 * The statistics a verdict may rest on, each the candidate against the baseline:
 * - `main-path`: trimmed mean of the slices' log CPU ratios — the typical iteration;
 * - `all-work`: log ratio of everything the processes burnt — rare and background work too;
 * - `waiting`: median of the slices' log wall ratios — what the clock on the wall says.
 */
export type StatisticName = 'main-path' | 'all-work' | 'waiting';

/** A relative change with its interval. Fractions: 0.02 is 2 % slower. */
export interface Estimate {
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

/** One statistic of one variant at the look that decided. */
export interface StatisticResult extends Estimate {
  readonly statistic: StatisticName;
  /** Whether the verdict rests on it, or it is shown beside the others only. */
  readonly tested: boolean;
  /** Standard deviation of the round values (log scale). */
  readonly deviation: number;
}

export type VerdictKind = 'regression' | 'improvement' | 'no-change' | 'inconclusive';

/** How much a regression matters: below half the margin, above it, or at the blocking threshold. */
export type RegressionLevel = 'minor' | 'regression' | 'blocking';

/** The answer for one variant. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** Only for a regression. */
  readonly level?: RegressionLevel;
  /** The statistics that say so (empty when nothing did, or nothing is known). */
  readonly moved: readonly StatisticName[];
  /** Rounds it took. */
  readonly rounds: number;
  /** How many more rounds would settle it (only when inconclusive). */
  readonly moreRounds?: number;
}

/** The rule that leads from rounds to a verdict; recorded with every result. Fractions, not per cent. */
export interface Policy {
  /** A change inside ± this is no change. */
  readonly margin: number;
  /** From here on a regression is blocking. */
  readonly blocking: number;
  /** False-verdict budget of the whole scenario. */
  readonly alpha: number;
  /** Cap of the budget of a single variant. */
  readonly alphaPerVariant: number;
  /** Rounds after which the rule looks at the data. */
  readonly looks: readonly number[];
}
