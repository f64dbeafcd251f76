import { changeText } from '../change-text';
import { markdownText as text } from '../markdown-text';
import { minute } from '../units';
import { STATISTIC_WORDS } from '../verdict-words';
import { type History, type Mark, marksOf, type Series, type Track } from './history';
import { rankedTracks } from './ranked-tracks';
import { skippedWords } from './skipped';
import {
  commitsCommand,
  direction,
  historyHeadline,
  levelWords,
  machineWords,
  nowWords,
  spanWords,
  versionWords,
} from './words';

/** The history as Markdown, for the summary of a CI job: a table of all series, and a list of what changed when. */
export function historyMarkdown(history: History): string {
  const tracks = rankedTracks(history);
  const marks = tracks.flatMap((track) =>
    marksOf(track)
      .toReversed()
      .map((mark) => item(track, mark)),
  );
  return [
    `### History: ${text(historyHeadline(history))}`,
    `${text(spanWords(history))}; ${STATISTIC_WORDS[history.statistic]}, candidate against baseline.`,
    ...(marks.length === 0 ? [] : [marks.join('\n')]),
    [
      '| scenario | config | machine | baseline | runs | now | change points |',
      '|:--|:--|:--|:--|--:|:--|--:|',
      ...tracks.flatMap((track) => track.series.map((series) => row(track, series))),
    ].join('\n'),
    ...(history.skipped.length === 0
      ? []
      : [`Skipped: ${history.skipped.map(skippedWords).map(text).join('; ')}.`]),
  ].join('\n\n');
}

function item({ scenario, config }: Track, mark: Mark): string {
  const { after, from, to, step, alsoChanged } = mark;
  const commits = commitsCommand(mark);
  const parts = [
    `from ${levelWords(from)} to ${levelWords(to)}`,
    text(versionWords(after.candidate)),
    ...alsoChanged.map((phrase) => text(`with it: ${phrase}`)),
    ...(commits === undefined ? [] : [`\`${commits}\``]),
    `\`${after.command.replaceAll('`', '')}\``,
  ];
  return `* **${text(`${scenario}, ${config}`)}**: ${direction(mark)}, ${changeText(step)} at ${minute(after.startedAt)}; ${parts.join('; ')}`;
}

function row({ scenario, config, machine }: Track, series: Series): string {
  const { baseline, points, trend } = series;
  const cells = [
    text(scenario),
    text(config),
    text(machineWords(machine)),
    text(versionWords(baseline)),
    points.length,
    text(nowWords(series)),
    trend === undefined ? 'too few runs' : trend.marks.length,
  ];
  return `| ${cells.join(' | ')} |`;
}
