import { changeText } from '../change-text';
import { escaped } from '../html/escaped';
import { FILTER_FIELD, page } from '../html/page';
import { linearScale } from '../html/scale';
import { signedPercent } from '../units';
import { STATISTIC_WORDS } from '../verdict-words';
import type { History, Mark, Series, Track } from './history';
import { rankedTracks } from './ranked-tracks';
import { skippedWords } from './skipped';
import { sparkRange } from './sparkline';
import { idOfTrack, nameOfTrack, trackSection } from './track-section';
import { day, direction, historyHeadline, nowOf, spanWords, versionWords } from './words';

const STYLE = `
h3 { font-size: 15px; margin: 0; }
.change { border-left: 4px solid var(--same); padding: 2px 0 2px 12px; margin: 12px 0; break-inside: avoid; }
.change.slower { border-color: var(--slower); } .change.faster { border-color: var(--faster); }
.whisker { stroke: var(--soft); stroke-width: 1; opacity: .6; }
.mark line { stroke-width: 1.5; stroke-dasharray: 5 3; }
line.slower { stroke: var(--slower); } line.faster { stroke: var(--faster); }
.mini { fill: none; stroke: var(--candidate); stroke-width: 1.5; }
`;

/** The history as one page that needs nothing but itself: all series in a table, then each config on each machine. */
export function historyPage(history: History): string {
  const tracks = rankedTracks(history);
  const headline = historyHeadline(history);
  return page({
    title: `${headline} – history of benchmarks`,
    style: STYLE,
    body: [
      `<h1>${escaped(headline)}</h1>`,
      `<p class="soft">${escaped(`${spanWords(history)} in `)}<code>${escaped(history.folder)}</code>; ${escaped(STATISTIC_WORDS[history.statistic])}, candidate against baseline</p>`,
      FILTER_FIELD,
      overview(tracks),
      ...tracks.map(trackSection),
      ...skippedList(history),
      `<p class="soft">Keys: / filters, e opens or closes all. ${escaped(promise(tracks))}</p>`,
    ],
  });
}

function overview(tracks: readonly Track[]): string {
  return [
    '<table><thead><tr><th>scenario</th><th>config</th><th>machine</th><th>baseline</th><th class="number">runs</th><th>change</th><th class="number">now</th><th>newest change point</th></tr></thead><tbody>',
    ...tracks.flatMap((track) => track.series.map((series) => row(track, series))),
    '</tbody></table>',
  ].join('\n');
}

function row(track: Track, series: Series): string {
  const { baseline, points, trend } = series;
  const newest = trend?.marks.at(-1);
  const mood = newest === undefined ? '' : direction(newest) === 'slower' ? 'severe' : 'better';
  const link = `#${encodeURIComponent(idOfTrack(track))}`;
  return [
    `<tr class="${mood}" data-name="${escaped(nameOfTrack(track))}">`,
    `<td>${escaped(track.scenario)}</td><td><a href="${escaped(link)}">${escaped(track.config)}</a></td>`,
    `<td>${escaped(track.machine.cpuModel)}</td><td>${escaped(versionWords(baseline))}</td>`,
    `<td class="number">${points.length}</td><td>${miniChart(series)}</td>`,
    `<td class="number">${escaped(changeText(nowOf(series)))}</td>`,
    `<td${newest === undefined ? '' : ' class="verdict"'}>${escaped(newestWords(series, newest))}</td></tr>`,
  ].join('');
}

function newestWords({ trend }: Series, newest: Mark | undefined): string {
  if (newest !== undefined) {
    return `${direction(newest)}, ${signedPercent(newest.step.change)} on ${day(newest.after.startedAt)}`;
  }
  return trend === undefined ? 'too few runs' : 'none';
}

const MINI = { width: 160, height: 28, padding: 3 };

/** The runs of a series as a line. */
function miniChart({ points }: Series): string {
  if (points.length < 2) return '';
  const { width, height, padding } = MINI;
  const x = linearScale([1, points.length], padding, width - padding);
  const range = sparkRange(points.map(({ change }) => change.change));
  const y = linearScale(range, height - padding, padding);
  const path = points.map(({ change }, at) => `${x(at + 1)} ${y(change.change)}`).join('L');
  return `<svg aria-hidden="true" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path class="mini" d="M${path}"/></svg>`;
}

function skippedList({ skipped }: History): string[] {
  if (skipped.length === 0) return [];
  const items = skipped.map((one) => `<li>${escaped(skippedWords(one))}</li>`);
  return [`<h2>Skipped</h2><ul class="cautions">${items.join('')}</ul>`];
}

/** How often a change point is marked where there is none. */
function promise(tracks: readonly Track[]): string {
  const alphas = tracks.flatMap(({ series }) => series.flatMap(({ trend }) => trend?.alpha ?? []));
  if (alphas.length === 0) return '';
  const most = Number((Math.max(...alphas) * 100).toPrecision(2));
  return `A series without a change gets a change point with a probability of ${most} % at most.`;
}
