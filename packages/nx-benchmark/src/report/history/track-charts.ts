import { median } from 'simple-statistics';
import type { Segment } from '../../analysis/segment-levels';
import { SIDES, type Side } from '../../domain/side';
import type { Estimate } from '../../domain/verdict';
import { changeText } from '../change-text';
import { chart, WIDE_PLOT as PLOT } from '../html/chart';
import { escaped } from '../html/escaped';
import { linearScale, round, type Scale } from '../html/scale';
import { duration, minute, signedPercent } from '../units';
import type { HistoryPoint, Series, Track } from './history';
import { day, direction, versionWords } from './words';

/** Pixels from the frame to the first run, and to the highest and the lowest. */
const PADDING = 10;

/** Pixels from the last run to the frame: half of its date. */
const LAST_DATE = 36;

/** The runs of a track, whatever their baseline, in the order they were measured, and where each is drawn. */
interface Runs {
  readonly points: readonly HistoryPoint[];
  readonly scale: Scale;
  readonly xOf: (point: HistoryPoint) => number;
}

/** Every run with its interval, the levels of each series, and where they change. */
export function changeChart(track: Track): string {
  const runs = runsOf(track);
  const levels = track.series.flatMap(({ trend }) => trend?.segments.map(({ level }) => level) ?? []);
  const changes = runs.points.map(({ change }) => change);
  const shown = [0, ...[...levels, ...usual(changes)].flatMap(({ low, high }) => [low, high])];
  const y = linearScale(
    [...shown, ...changes.map(({ change }) => change)],
    PLOT.bottom - PADDING,
    PLOT.top + PADDING,
  );
  return chart({
    title:
      'Candidate against baseline, run by run: dots with the interval of each run; the level: line, with a 99 % interval: band',
    plot: PLOT,
    x: { scale: runs.scale, label: 'run', format: (tick) => dayOf(runs.points, tick) },
    y: { scale: y, label: '', format: signedPercent },
    marks: [
      ...track.series.flatMap((series) => levelMarks(series, runs, y)),
      `<line class="zero" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(0)}" y2="${y(0)}"/>`,
      ...track.series.slice(1).map((series) => baselineMark(series, runs)),
      ...track.series.flatMap((series) => changeMarks(series, runs)),
      ...runs.points.map((point) => pointMark(point, runs.xOf(point), y)),
    ],
  });
}

/** Intervals at most twice as wide as the middle one: the few that are wider would flatten all others. */
function usual(changes: readonly Estimate[]): readonly Estimate[] {
  const width = ({ low, high }: Estimate) => high - low;
  const most = 2 * median(changes.map(width));
  return changes.filter((change) => width(change) <= most);
}

/** Seconds of an iteration on this machine; empty where fewer than two runs know them. */
export function secondsChart(track: Track): string {
  const runs = runsOf(track);
  const timed = runs.points.flatMap(({ time }, at) => (time === undefined ? [] : [{ time, at: at + 1 }]));
  if (timed.length < 2) return '';
  const y = linearScale(
    timed.flatMap(({ time }) => SIDES.map((side) => time[side].mean)),
    PLOT.bottom,
    PLOT.top,
  );
  const path = (side: Side) =>
    timed.map(({ time, at }) => `${runs.scale(at)} ${y(time[side].mean)}`).join('L');
  return chart({
    title: 'One iteration of either side, run by run, on this machine',
    plot: PLOT,
    x: { scale: runs.scale, label: 'run', format: (tick) => dayOf(runs.points, tick) },
    y: { scale: y, label: '', format: duration },
    marks: SIDES.map((side) => `<path class="${side}" d="M${path(side)}"/>`),
    legend: SIDES.map((side) => [side, side] as const),
  });
}

function runsOf({ series }: Track): Runs {
  const points = series
    .flatMap((one) => one.points)
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const scale = linearScale([1, points.length], PLOT.left + PADDING, PLOT.right - LAST_DATE, 10);
  const places = new Map(points.map((point, at) => [point, scale(at + 1)]));
  return { points, scale, xOf: (point) => places.get(point)! };
}

function dayOf(points: readonly HistoryPoint[], tick: number): string {
  const point = points[tick - 1];
  return point === undefined ? '' : day(point.startedAt);
}

function levelMarks({ points, trend }: Series, { xOf }: Runs, y: Scale): string[] {
  return (trend?.segments ?? []).flatMap((segment) => {
    const [left, right] = endsOf(segment, points, xOf);
    const { change, low, high } = segment.level;
    return [
      `<rect class="band" x="${left}" y="${y(high)}" width="${round(right - left)}" height="${round(y(low) - y(high))}"/>`,
      `<line class="line" x1="${left}" x2="${right}" y1="${y(change)}" y2="${y(change)}"/>`,
    ];
  });
}

function endsOf(
  { start, end }: Segment,
  points: readonly HistoryPoint[],
  xOf: Runs['xOf'],
): readonly [left: number, right: number] {
  return [round(xOf(points[start]!) - PADDING / 2), round(xOf(points[end - 1]!) + PADDING / 2)];
}

function baselineMark({ baseline, points }: Series, { xOf }: Runs): string {
  const x = round(xOf(points[0]!) - PADDING / 2);
  const words = `against ${versionWords(baseline)}`;
  return `<line class="grid" x1="${x}" x2="${x}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text class="label" x="${x + 4}" y="${PLOT.top + 4}">${escaped(words)}</text>`;
}

/** A line before the first run after a change, with a triangle that points where the candidate went. */
function changeMarks({ trend }: Series, { xOf }: Runs): string[] {
  return (trend?.marks ?? []).map((mark) => {
    const x = round((xOf(mark.before) + xOf(mark.after)) / 2);
    const kind = direction(mark);
    const triangle =
      kind === 'slower' ? `M${x - 5} ${PLOT.top + 8}l5 -8l5 8z` : `M${x - 5} ${PLOT.top}l5 8l5 -8z`;
    return `<g class="mark"><title>${escaped(`${kind}, ${changeText(mark.step)} at ${minute(mark.after.startedAt)}`)}</title><line class="${kind}" x1="${x}" x2="${x}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><path class="${kind}" d="${triangle}"/></g>`;
  });
}

/** What of an interval leaves the chart is cut off. */
function pointMark({ runId, candidate, change, startedAt }: HistoryPoint, x: number, y: Scale): string {
  const inside = (value: number) => Math.min(Math.max(y(value), PLOT.top), PLOT.bottom);
  const words = `${minute(startedAt)}, run ${runId}, ${versionWords(candidate)}: ${changeText(change)}`;
  return `<g><title>${escaped(words)}</title><line class="whisker" x1="${x}" x2="${x}" y1="${inside(change.low)}" y2="${inside(change.high)}"/><circle class="dot" cx="${x}" cy="${y(change.change)}" r="3"/></g>`;
}
