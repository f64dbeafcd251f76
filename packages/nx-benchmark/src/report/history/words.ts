import { FEWEST_VALUES } from '../../analysis/find-change-points';
import type { Segment } from '../../analysis/segment-levels';
import type { Estimate } from '../../domain/verdict';
import { changeText } from '../change-text';
import { counted } from '../counted';
import { type History, type MachineName, type Mark, marksOf, type Series, type Version } from './history';

/** `2026-11-22`. */
export function day(iso: string): string {
  return iso.slice(0, 10);
}

/** `A CPU, 2 CPUs, x86_64`. */
export function machineWords({ cpuModel, cpuCount, architecture }: MachineName): string {
  return `${cpuModel}, ${counted(cpuCount, 'CPU')}, ${architecture}`;
}

/** `ddtrace 4.16.0, commit 0021f3b4d5e6 and changes`. */
export function versionWords({ name, version, source }: Version): string {
  const { commit, changed } = source ?? {};
  const from = commit === undefined ? '' : `, commit ${commit.slice(0, 12)}${changed ? ' and changes' : ''}`;
  return `${name} ${version}${from}`;
}

/** `slower` or `faster`. */
export function direction({ step }: Pick<Mark, 'step'>): 'slower' | 'faster' {
  return step.change > 0 ? 'slower' : 'faster';
}

/** The git command that lists what lies between the two runs of a mark, where both were built from a commit. */
export function commitsCommand({ before, after }: Pick<Mark, 'before' | 'after'>): string | undefined {
  const [from, to] = [before.candidate.source?.commit, after.candidate.source?.commit];
  if (from === undefined || to === undefined || from === to) return undefined;
  return `git log --oneline ${from.slice(0, 12)}..${to.slice(0, 12)}`;
}

/** `+0.12 % [-0.10 %, +0.34 %] over 12 runs`. */
export function levelWords({ level, start, end }: Segment): string {
  return `${changeText(level)} over ${counted(end - start, 'run')}`;
}

/** The level that a series is on; with too few runs for one, the change of the newest. */
export function nowOf({ points, trend }: Series): Estimate {
  return trend?.segments.at(-1)?.level ?? points.at(-1)!.change;
}

/** The same with where it is from: `+3.10 % [+2.90 %, +3.31 %] over 12 runs since 2026-11-10`. */
export function nowWords(series: Series): string {
  const last = series.trend?.segments.at(-1);
  return last === undefined
    ? `${changeText(nowOf(series))} in the newest run`
    : `${levelWords(last)} since ${day(series.points[last.start]!.startedAt)}`;
}

/** Why there are no marks, where they were not looked for. */
export function tooFewWords({ points, trend }: Series): string | undefined {
  if (trend !== undefined) return undefined;
  return `${counted(points.length, 'run')}: too few runs for change points, which take ${FEWEST_VALUES}`;
}

/** `no change point`, `2 change points`. */
export function changesWords(count: number): string {
  return count === 0 ? 'no change point' : counted(count, 'change point');
}

/** What came of a history: `2 change points in 12 series; 3 series have too few runs`. */
export function historyHeadline({ tracks }: History): string {
  const all = tracks.flatMap(({ series }) => series);
  const searched = all.filter(({ trend }) => trend !== undefined);
  const changes = tracks.flatMap(marksOf).length;
  const few = all.length - searched.length;
  const found = `${changesWords(changes)} in ${searched.length} series`;
  return few === 0 ? found : `${found}; ${few} series ${few === 1 ? 'has' : 'have'} too few runs`;
}

/** `24 runs from 2026-09-01 to 2026-11-24`. */
export function spanWords({ tracks }: History): string {
  const points = tracks.flatMap(({ series }) => series.flatMap((one) => one.points));
  const runs = new Set(points.map(({ runId }) => runId));
  const days = points.map(({ startedAt }) => day(startedAt)).sort();
  return `${counted(runs.size, 'run')} from ${days[0]} to ${days.at(-1)}`;
}
