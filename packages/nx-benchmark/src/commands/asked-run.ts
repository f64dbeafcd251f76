/** Which saved run is asked for, and where its report goes. */
export interface AskedRun {
  /** A folder of runs, or that of one run. */
  readonly artifacts: string;
  /** The newest without it. */
  readonly runId: string | undefined;
  /** Only this one. */
  readonly scenario: string | undefined;
  /** The report goes into this file instead of stdout. */
  readonly file: string | undefined;
}
