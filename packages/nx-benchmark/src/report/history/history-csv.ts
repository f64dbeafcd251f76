import { csvText } from '../csv-text';
import { type History, marksOf, type Series, type Track } from './history';
import { direction } from './words';

const COLUMNS = [
  'scenario',
  'config',
  'machine',
  'baseline',
  'run_id',
  'started_at',
  'candidate',
  'commit',
  'change_percent',
  'low_percent',
  'high_percent',
  'rounds',
  'verdict',
  'baseline_mean_seconds',
  'candidate_mean_seconds',
  'change_point',
] as const;

/** A line a run of a config, in the order of time within each series, after a line of names; RFC 4180. */
export function historyCsv({ tracks }: History): string {
  const rows = tracks.flatMap((track) => track.series.flatMap((series) => rowsOf(track, series)));
  return csvText([COLUMNS, ...rows]);
}

function rowsOf(track: Track, { baseline, points }: Series): (string | number | undefined)[][] {
  const marks = new Map(marksOf(track).map((mark) => [mark.after, direction(mark)]));
  const { cpuModel, cpuCount, architecture } = track.machine;
  return points.map((point) => [
    track.scenario,
    track.config,
    `${cpuModel} x${cpuCount} ${architecture}`,
    `${baseline.name} ${baseline.version}`,
    point.runId,
    point.startedAt,
    `${point.candidate.name} ${point.candidate.version}`,
    point.candidate.source?.commit,
    point.change.change * 100,
    point.change.low * 100,
    point.change.high * 100,
    point.rounds,
    point.verdict?.kind,
    point.time?.baseline.mean,
    point.time?.candidate.mean,
    marks.get(point),
  ]);
}
