import { changeText } from '../change-text';
import { counted } from '../counted';
import { escaped } from '../html/escaped';
import { duration, minute } from '../units';
import { verdictWords } from '../verdict-words';
import { type HistoryPoint, type Mark, marksOf, type Series, type Track } from './history';
import { changeChart, secondsChart } from './track-charts';
import {
  changesWords,
  commitsCommand,
  direction,
  levelWords,
  machineWords,
  nowWords,
  tooFewWords,
  versionWords,
} from './words';

/** Rows of the table of runs; the chart and the other forms hold all. */
const MOST_ROWS = 100;

/** Where the section of a track is on the page; to be encoded in a link. */
export function idOfTrack({ scenario, config, machine }: Track): string {
  return [scenario, config, machineWords(machine)].join('/');
}

/** What a track is found by. */
export function nameOfTrack({ scenario, config, machine }: Track): string {
  return `${scenario} ${config} ${machine.cpuModel}`;
}

/** All that is known of a track, in a fold that is open where something changed. */
export function trackSection(track: Track): string {
  const marks = marksOf(track);
  return [
    `<details class="config" id="${escaped(idOfTrack(track))}" data-name="${escaped(nameOfTrack(track))}"${marks.length > 0 ? ' open' : ''}>`,
    `<summary><span class="name">${escaped(`${track.scenario}, ${track.config}`)}</span><span>${changesWords(marks.length)}</span><span class="soft">${escaped(machineWords(track.machine))}</span></summary>`,
    '<div class="body">',
    ...marks.toReversed().map(markBlock),
    facts(track.series.flatMap(seriesFacts)),
    changeChart(track),
    secondsChart(track),
    runsTable(track),
    '</div></details>',
  ].join('\n');
}

function markBlock(mark: Mark): string {
  const { before, after, from, to, step, alsoChanged } = mark;
  const kind = direction(mark);
  const commits = commitsCommand(mark);
  return [
    `<div class="change ${kind}"><h3>${escaped(`${kind}, ${changeText(step)} at ${minute(after.startedAt)}`)}</h3>`,
    facts([
      ['from', levelWords(from)],
      ['to', levelWords(to)],
      ['first run after', `${after.runId}, ${versionWords(after.candidate)}`],
      ['last run before', `${before.runId}, ${versionWords(before.candidate)}`],
      ...alsoChanged.map((phrase): Fact => ['changed with it', phrase]),
      ...(commits === undefined ? [] : [['commits', commits] as Fact]),
      ['look at it', after.command],
    ]),
    '</div>',
  ].join('');
}

type Fact = readonly [term: string, text: string];

function facts(all: readonly Fact[]): string {
  return `<dl>${all.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;
}

function seriesFacts(series: Series): readonly Fact[] {
  const tooFew = tooFewWords(series);
  const runs = counted(series.points.length, 'run');
  return [
    ['baseline', `${versionWords(series.baseline)}, ${runs}`],
    ['now', nowWords(series)],
    ...(tooFew === undefined ? [] : [['', tooFew] as Fact]),
  ];
}

function runsTable({ series }: Track): string {
  const rows = series.flatMap((one) => one.points.map((point) => ({ point, baseline: one.baseline })));
  const newest = rows.slice(-MOST_ROWS).toReversed();
  const left = rows.length - newest.length;
  return [
    `<details><summary>${counted(rows.length, 'run')}, the newest first</summary><div class="body">`,
    '<table><thead><tr><th>measured</th><th>run</th><th>baseline</th><th>candidate</th><th class="number">change</th><th class="number">iteration</th><th>verdict</th></tr></thead><tbody>',
    ...newest.map(({ point, baseline }) => runRow(point, versionWords(baseline))),
    '</tbody></table>',
    left === 0 ? '' : `<p class="soft">… and ${counted(left, 'earlier run')}; --csv has all.</p>`,
    '</div></details>',
  ].join('');
}

function runRow(point: HistoryPoint, baseline: string): string {
  const cells = [
    minute(point.startedAt),
    point.runId,
    baseline,
    versionWords(point.candidate),
    changeText(point.change),
    point.time === undefined ? '' : duration(point.time.candidate.mean),
    point.verdict === undefined ? '' : verdictWords(point.verdict),
  ];
  const numbers = [4, 5];
  return `<tr>${cells.map((text, at) => `<td${numbers.includes(at) ? ' class="number"' : ''}>${escaped(text)}</td>`).join('')}</tr>`;
}
