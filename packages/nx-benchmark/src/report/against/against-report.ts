import type { PerRun, RunCaution } from '../../domain/run-caution';
import type { Estimate, StatisticResult, Verdict } from '../../domain/verdict';
import type { Manifest } from '../../results/manifest';

/** A scenario of two runs against each other, ready to be drawn in any form. */
export interface AgainstReport {
  readonly scenario: string;
  readonly manifests: PerRun<Manifest>;
  /**
   * What the difference of the two changes says. Over the same baseline it is that of the candidates; over different ones
   * no more than how much more, or less, the one change costs than the other.
   */
  readonly question: 'candidates' | 'changes';
  /** Variants of both runs, what is worst first. */
  readonly configs: readonly AgainstConfig[];
  /** Of the difference on the main path, over all these variants; absent for fewer than two, or where one lacks it. */
  readonly geomean: Estimate | undefined;
  readonly cautions: readonly RunCaution[];
}

/** One config of both runs. */
export interface AgainstConfig {
  readonly name: string;
  readonly verdict: Verdict;
  /** The difference of the two changes, by every statistic that both runs have. */
  readonly results: readonly StatisticResult[];
  /** The statistic whose difference is told: the first that moved, else the first that was tested. */
  readonly told: StatisticResult | undefined;
  /** What that statistic did in each run. */
  readonly changes: PerRun<Estimate | undefined>;
  /** Rounds that each run's change rests on. */
  readonly rounds: PerRun<number>;
  /** Of the rule it was judged by. Fraction. */
  readonly margin: number;
}
