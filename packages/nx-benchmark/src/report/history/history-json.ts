import type { PerSide } from '../../domain/side';
import type { TimeSummary } from '../../domain/time-summary';
import type { Estimate } from '../../domain/verdict';
import type { History, HistoryPoint, Mark, Series, Track, Version } from './history';
import { commitsCommand } from './words';

/** Counts up when a field changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** The history as data: times in seconds, changes in per cent, as the field names say. */
export function historyJson({ folder, statistic, tracks, skipped }: History): string {
  const history = {
    schema_version: SCHEMA_VERSION,
    folder,
    statistic,
    tracks: tracks.map(trackJson),
    skipped,
  };
  return JSON.stringify(history, null, 2);
}

function trackJson({ scenario, config, machine, series }: Track) {
  const { cpuModel, cpuCount, architecture } = machine;
  return {
    scenario,
    config,
    machine: { cpu_model: cpuModel, cpu_count: cpuCount, architecture },
    series: series.map(seriesJson),
  };
}

function seriesJson({ baseline, points, trend }: Series) {
  return {
    baseline: versionJson(baseline),
    runs: points.map(runJson),
    too_few_runs: trend === undefined,
    false_mark_probability: trend?.alpha ?? null,
    levels: (trend?.segments ?? []).map(({ start, end, level }) => ({
      first_run: points[start]!.runId,
      last_run: points[end - 1]!.runId,
      runs: end - start,
      ...changeJson(level),
    })),
    changes: (trend?.marks ?? []).map(markJson),
  };
}

function versionJson({ name, version, installed, source }: Version) {
  return {
    name,
    version,
    installed,
    commit: source?.commit ?? null,
    changed: source?.changed ?? null,
    describe: source?.describe ?? null,
  };
}

function runJson({ runId, startedAt, candidate, change, rounds, verdict, time, command }: HistoryPoint) {
  return {
    run_id: runId,
    started_at: startedAt,
    candidate: versionJson(candidate),
    ...changeJson(change),
    rounds,
    verdict: verdict?.kind ?? null,
    ...(time === undefined ? {} : timesJson(time)),
    command,
  };
}

function timesJson(time: PerSide<TimeSummary>) {
  const of = ({ mean, deviation }: TimeSummary) => ({ mean_seconds: mean, stdev_seconds: deviation });
  return { baseline_time: of(time.baseline), candidate_time: of(time.candidate) };
}

function markJson(mark: Mark) {
  const { before, after, from, to, step, alsoChanged } = mark;
  return {
    run_id: after.runId,
    started_at: after.startedAt,
    last_run_before: before.runId,
    ...changeJson(step),
    from: changeJson(from.level),
    to: changeJson(to.level),
    also_changed: alsoChanged,
    commits_command: commitsCommand(mark) ?? null,
    command: after.command,
  };
}

function changeJson({ change, low, high }: Estimate) {
  return { change_percent: change * 100, low_percent: low * 100, high_percent: high * 100 };
}
