/**
 * The statistics a verdict may rest on, each the candidate against the baseline:
 * - `main-path`: trimmed mean of the slices' log CPU ratios — the typical iteration;
 * - `all-work`: log ratio of everything the processes burnt — rare and background work too;
 * - `waiting`: median of the slices' log wall ratios — what the clock on the wall says;
 * - `sequential`: log ratio of the mean times of processes that ran without the other side — all that is left where there
 *   are no rounds.
 */
export type StatisticName = 'main-path' | 'all-work' | 'waiting' | 'sequential';

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
  /** How much a round deviates, as far as it counts: √rounds times the standard error (log scale). */
  readonly deviation: number;
}

export type VerdictKind = 'regression' | 'improvement' | 'no-change' | 'inconclusive';

/** How much a regression matters: below half the margin, above it, or at the blocking threshold. */
export type RegressionLevel = 'minor' | 'regression' | 'blocking';

/** How much an improvement is worth telling; absent for a small one. It never fails anything. */
export type ImprovementLevel = 'noteworthy' | 'large';

/** The answer for one variant. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** Of a regression, and of an improvement from 5 % on. */
  readonly level?: RegressionLevel | ImprovementLevel;
  /** The statistics that say so; where nothing changed, those that moved all the same, inside the margin. */
  readonly moved: readonly StatisticName[];
  /** Of "no change": the margin that it is proven within, where that is not the usual one. Fraction. */
  readonly within?: number;
  /** Rounds it took. */
  readonly rounds: number;
  /** How many more rounds would settle it (only when inconclusive). */
  readonly moreRounds?: number;
  /** Whether a second part of fresh rounds said regression, too; absent where there was none. */
  readonly confirmed?: boolean;
  /** Then: what the statistic that moved did at first, and in the second part, if that was measured. */
  readonly parts?: readonly Estimate[];
}

/** The rule that leads from rounds to a verdict; recorded with every result. Fractions, not per cent. */
export interface Policy {
  /** A change inside ± this is no change. */
  readonly margin: number;
  /** From here on a regression is blocking. */
  readonly blocking: number;
  /** From here on more memory is a regression, from twice as much on a blocking one; without it none is. */
  readonly memory?: number;
  /** False-verdict budget of the whole scenario. */
  readonly alpha: number;
  /** Cap of the budget of a single variant. */
  readonly alphaPerVariant: number;
  /** Rounds after which the rule looks at the data. */
  readonly looks: readonly number[];
  /** Seconds of measuring after which the next look is the last. */
  readonly maxSeconds?: number;
  /** Rounds asked for after the last look had proven nothing; of a single variant, at least one. */
  readonly extensions?: readonly Extension[];
}

/** More rounds than a policy foresaw, and the looks at them. */
export interface Extension {
  /** Rounds that were there. */
  readonly from: number;
  /** Rounds at its last look. */
  readonly to: number;
  readonly looks: readonly number[];
}
