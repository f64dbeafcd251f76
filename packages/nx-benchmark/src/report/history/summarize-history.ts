import { FEWEST_VALUES, findChangePoints } from '../../analysis/find-change-points';
import { alphaOfVariant, defaultPolicy } from '../../analysis/policy';
import { segmentLevels } from '../../analysis/segment-levels';
import type { FoundManifest } from '../../results/read-manifests';
import { alsoChanged } from './also-changed';
import { type CollectedPoint, collectPoints, type PointsWanted } from './collect-points';
import type { History, HistoryPoint, MachineName, Series, Track, Trend, Version } from './history';
import { versionOf } from './points-of-run';
import { SkipCounter } from './skip-counter';

/** Error probability of the interval of a level, and of a step. */
const INTERVAL_ALPHA = 0.01;

/**
 * Puts runs in the order of time, config by config and machine by machine, and finds where their levels change.
 *
 * @param folder where they were found
 */
export function summarizeHistory(
  folder: string,
  found: Iterable<FoundManifest>,
  wanted: PointsWanted,
): History {
  const skips = new SkipCounter();
  const drafts = new Map<string, TrackDraft>();
  for (const collected of collectPoints(found, wanted, skips)) addPoint(drafts, collected);
  const tracks = tracksOf([...drafts.values()]);
  return { folder, statistic: wanted.statistic, tracks, skipped: skips.all() };
}

interface TrackDraft extends Omit<Track, 'series'> {
  readonly series: Map<string, SeriesDraft>;
}

interface SeriesDraft {
  readonly baseline: Version;
  readonly points: HistoryPoint[];
}

function addPoint(
  drafts: Map<string, TrackDraft>,
  { manifest: { scenario, machine, sides }, config, point }: CollectedPoint,
): void {
  const { cpuModel, cpuCount, architecture } = machine;
  const name: MachineName = { cpuModel, cpuCount, architecture };
  const key = JSON.stringify([scenario, config, name]);
  const track = drafts.get(key) ?? { scenario, config, machine: name, series: new Map() };
  drafts.set(key, track);
  const baseline = versionOf(sides.baseline);
  const ofBaseline = JSON.stringify(baseline);
  const series = track.series.get(ofBaseline) ?? { baseline, points: [] };
  track.series.set(ofBaseline, series);
  series.points.push(point);
}

function tracksOf(drafts: readonly TrackDraft[]): readonly Track[] {
  const alphas = alphaOfScenarios(drafts);
  const tracks = drafts.map((draft): Track => {
    const series = [...draft.series.values()].map(({ baseline, points }): Series => {
      const inOrder = points.toSorted(byTime);
      return { baseline, points: inOrder, trend: trendOf(inOrder, alphas.get(draft.scenario)!) };
    });
    return { ...draft, series: series.toSorted((a, b) => byTime(a.points[0]!, b.points[0]!)) };
  });
  return tracks.toSorted(byName);
}

/** The series of a scenario share what may go wrong, as the configs of a run do. */
function alphaOfScenarios(drafts: readonly TrackDraft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { scenario, series } of drafts) {
    const searched = [...series.values()].filter(({ points }) => points.length >= FEWEST_VALUES);
    counts.set(scenario, (counts.get(scenario) ?? 0) + searched.length);
  }
  return new Map(
    [...counts].map(([scenario, count]) => [scenario, alphaOfVariant(defaultPolicy, Math.max(1, count))]),
  );
}

function trendOf(points: readonly HistoryPoint[], alpha: number): Trend | undefined {
  if (points.length < FEWEST_VALUES) return undefined;
  const values = points.map(({ measured }) => measured);
  const changes = findChangePoints(values, alpha);
  const { segments, steps } = segmentLevels(values, changes, INTERVAL_ALPHA);
  const marks = changes.map((at, place) => {
    const [before, after] = [points[at - 1]!, points[at]!];
    const [from, to] = [segments[place]!, segments[place + 1]!];
    return { before, after, from, to, step: steps[place]!, alsoChanged: alsoChanged(before, after) };
  });
  return { segments, marks, alpha };
}

function byTime(a: HistoryPoint, b: HistoryPoint): number {
  return Date.parse(a.startedAt) - Date.parse(b.startedAt) || (a.runId < b.runId ? -1 : 1);
}

function byName(a: Track, b: Track): number {
  const name = ({ scenario, config, machine }: Track) => JSON.stringify([scenario, config, machine]);
  return name(a) < name(b) ? -1 : 1;
}
