/** Two runs that are compared: the one that is looked at, and the one it is compared with. */
export type RunRole = 'reference' | 'current';

/** One value for each run. */
export type PerRun<T> = Readonly<Record<RunRole, T>>;

/**
 * Doubt about a comparison of two runs. It carries facts only; the sentence (what differs, and what can be said all the
 * same) is report/against/run-cautions.ts.
 */
export type RunCaution =
  | {
      readonly kind: `${RunCondition}-differs`;
      /** As each run recorded it. */
      readonly values: PerRun<string>;
    }
  | { readonly kind: 'method-differs'; readonly variants: readonly string[] }
  | { readonly kind: 'variables-differ'; readonly variants: readonly string[] }
  | { readonly kind: 'same-candidate'; readonly version: string }
  /** Variants that only one of the runs has. */
  | { readonly kind: 'missing'; readonly from: RunRole; readonly variants: readonly string[] }
  /** A run raised doubts of its own. */
  | { readonly kind: 'doubtful'; readonly run: RunRole; readonly runId: string; readonly cautions: number };

/** What two runs should have in common. */
export type RunCondition =
  | 'baseline'
  | 'packages'
  | 'machine'
  | 'interpreter'
  | 'engine'
  | 'scenario'
  | 'harness'
  | 'rule';
