import type { Measured } from '../../analysis/measured';
import type { Segment } from '../../analysis/segment-levels';
import type { PerSide } from '../../domain/side';
import type { TimeSummary } from '../../domain/time-summary';
import type { Estimate, StatisticName, Verdict } from '../../domain/verdict';
import type { Machine, SideRecord } from '../../results/manifest';
import type { Skipped } from './skipped';

/** How scenarios changed over many runs, ready to be drawn in any form. */
export interface History {
  /** The folder that was read. */
  readonly folder: string;
  readonly statistic: StatisticName;
  /** Those of a scenario side by side, by config and machine. */
  readonly tracks: readonly Track[];
  /** What says nothing, and why. */
  readonly skipped: readonly Skipped[];
}

/** One config on one machine. */
export interface Track {
  readonly scenario: string;
  readonly config: string;
  readonly machine: MachineName;
  /** One for each baseline, in the order of their first runs. */
  readonly series: readonly Series[];
}

/** What tells one machine from another: a ratio measured on both says little of either. */
export type MachineName = Pick<Machine, 'cpuModel' | 'cpuCount' | 'architecture'>;

/** Runs against one baseline: a ratio against another one is another quantity. */
export interface Series {
  readonly baseline: Version;
  /** In the order they were measured; at least one. */
  readonly points: readonly HistoryPoint[];
  /** Undefined for too few points. */
  readonly trend: Trend | undefined;
}

/** What a side was, without the packages around it. */
export type Version = Pick<SideRecord, 'name' | 'version' | 'installed' | 'source'>;

/** What a run said of a config. */
export interface HistoryPoint {
  readonly runId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly candidate: Version;
  /** The change of the statistic with the interval that the run gave it. */
  readonly change: Estimate;
  readonly measured: Measured;
  readonly rounds: number;
  readonly verdict: Verdict | undefined;
  /** Absent in runs of older versions. */
  readonly time: PerSide<TimeSummary> | undefined;
  /** What else a number may depend on, by name. */
  readonly conditions: Readonly<Record<string, string>>;
  /** The command that shows the run. */
  readonly command: string;
}

/** A series as levels, and where they change. */
export interface Trend {
  readonly segments: readonly Segment[];
  readonly marks: readonly Mark[];
  /** Probability that a series without a change has a mark. */
  readonly alpha: number;
}

/** A place where the level changed. */
export interface Mark {
  /** The last run before it, and the first one after. */
  readonly before: HistoryPoint;
  readonly after: HistoryPoint;
  readonly from: Segment;
  readonly to: Segment;
  /** How much slower the candidate became. */
  readonly step: Estimate;
  /** What else differs between the two runs, as phrases: it may be the cause. */
  readonly alsoChanged: readonly string[];
}

/** The marks of a track, oldest first. */
export function marksOf({ series }: Track): readonly Mark[] {
  return series.flatMap(({ trend }) => trend?.marks ?? []);
}
