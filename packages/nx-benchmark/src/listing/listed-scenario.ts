/** A scenario that a change selects. */
export interface ListedScenario {
  readonly scenario: string;
  /** Sorted; folders, where such were given, end in `/`. */
  readonly matchedFiles: readonly string[];
  readonly cpusPerRun: number;
  /** Names of its configs, in the order of its `config.yaml`. */
  readonly configs: readonly string[];
  /** Every way from a file to the scenario, sorted by file, then by pattern. */
  readonly why: readonly Reason[];
  /** From 1, the scenario that the change is most specific to. */
  readonly rank: number;
  /** What it was ranked by, comparable within one listing; 0 where the change says nothing for one and against another. */
  readonly score: number;
  /** The score in words. */
  readonly reason: string;
}

/** A changed file, the pattern it matches, and the components that list the pattern: none where the suite itself does. */
export interface Reason {
  readonly file: string;
  readonly pattern: string;
  readonly components: readonly string[];
}
