/** A place in a file of the workspace: `file` relative to it, with `/`; `line` and `column` count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a `suitespec.yml` says of one scenario: which files its numbers depend on, and how it is run. */
export interface Suite {
  /** With its namespace: `benchmarks::span`. */
  readonly name: string;
  /** The name without the namespace: `span`. */
  readonly scenario: string;
  /** Every pattern once, sorted by its text, references and `{suite}` replaced. */
  readonly patterns: readonly SuitePattern[];
  /** CPUs that one run of a variant needs. */
  readonly cpusPerRun: number;
  /** Each config that its `policy` names, and where. */
  readonly policyConfigs?: readonly { readonly name: string; readonly position: SourcePosition }[];
  /** The suite's other keys (`type`, `pattern`, …), as written. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Where the suite is defined. */
  readonly position: SourcePosition;
}

/** A path pattern with the meaning of Python's `fnmatch`, and who asked for it. */
export interface SuitePattern {
  readonly text: string;
  /** At least one; the suite itself comes first, then components by name. */
  readonly origins: readonly PatternOrigin[];
}

/** Who lists a pattern: the suite in its own `paths`, or a component. */
export type PatternOrigin =
  | { readonly kind: 'suite' }
  | { readonly kind: 'component'; readonly component: string };
