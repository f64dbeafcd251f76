/** Seconds of one iteration: mean and standard deviation over the rounds, each the median of its slices. */
export interface TimeSummary {
  readonly mean: number;
  readonly deviation: number;
}
