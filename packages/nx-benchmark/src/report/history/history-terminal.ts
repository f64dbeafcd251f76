import { changeText } from '../change-text';
import { counted } from '../counted';
import { PLAIN_STYLE, type TerminalStyle } from '../terminal/terminal-style';
import { minute } from '../units';
import { STATISTIC_WORDS } from '../verdict-words';
import { type History, type Mark, marksOf, type Series, type Track } from './history';
import { rankedTracks } from './ranked-tracks';
import { skippedWords } from './skipped';
import { sparkline } from './sparkline';
import {
  changesWords,
  commitsCommand,
  day,
  direction,
  historyHeadline,
  levelWords,
  machineWords,
  nowWords,
  spanWords,
  tooFewWords,
  versionWords,
} from './words';

const INDENT = 2;
const LABEL = 12;

/** The history for a terminal, within the width of the style but for long names. */
export function historyTerminal(history: History, style: TerminalStyle = PLAIN_STYLE): string {
  const text = [
    `History: ${style.colors.bold(historyHeadline(history))}`,
    `${spanWords(history)} in ${history.folder}`,
    `${STATISTIC_WORDS[history.statistic]}, candidate against baseline`,
    '='.repeat(style.width),
    ...rankedTracks(history).flatMap((track) => trackLines(track, style)),
    ...history.skipped.map((skipped) => `skipped: ${skippedWords(skipped)}`),
  ].join('\n');
  return style.glyphs.text(text);
}

function trackLines(track: Track, style: TerminalStyle): string[] {
  const title = `${track.scenario}, ${style.colors.bold(track.config)}: ${changesWords(marksOf(track).length)}`;
  return [
    title,
    line('machine', machineWords(track.machine)),
    ...track.series.flatMap((series) => seriesLines(series, style)),
    '',
  ];
}

function seriesLines(series: Series, style: TerminalStyle): string[] {
  const { baseline, points, trend } = series;
  const changes = points.map(({ change }) => change.change);
  const tooFew = tooFewWords(series);
  return [
    line('baseline', `${versionWords(baseline)}, ${counted(points.length, 'run')}`),
    line('', sparkline(changes, style.width - INDENT - LABEL, style.glyphs.blocks)),
    ...(trend?.marks.flatMap((mark) => markLines(mark, style)) ?? []),
    line('now', nowWords(series)),
    ...(tooFew === undefined ? [] : [line('', tooFew)]),
  ];
}

function markLines(mark: Mark, { colors }: TerminalStyle): string[] {
  const { before, after, from, to, step, alsoChanged } = mark;
  const kind = direction(mark);
  const color = kind === 'slower' ? colors.red : colors.green;
  const commits = commitsCommand(mark);
  return [
    line(kind, `${color(changeText(step))} at ${minute(after.startedAt)}`),
    line('  from', levelWords(from)),
    line('  to', levelWords(to)),
    line('  run', after.runId),
    line('  candidate', versionWords(after.candidate)),
    line('  before', `${versionWords(before.candidate)}, ${day(before.startedAt)}`),
    ...alsoChanged.map((phrase, at) => line(at === 0 ? '  with it' : '', phrase)),
    ...(commits === undefined ? [] : [line('  commits', commits)]),
    line('  look', after.command),
  ];
}

function line(label: string, text: string): string {
  return `${' '.repeat(INDENT)}${label.padEnd(LABEL)}${text}`.trimEnd();
}
