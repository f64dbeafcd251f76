import type { PerSide } from '../domain/side';
import type { TimeSummary } from '../domain/time-summary';
import { csvText } from './csv-text';
import { type RankedConfig, rankedConfigs } from './ranked-configs';
import type { ScenarioReport } from './summarize';

const COLUMNS = [
  'run_id',
  'scenario',
  'config',
  'verdict',
  'level',
  'change_percent',
  'low_percent',
  'high_percent',
  'statistic',
  'baseline_mean_seconds',
  'baseline_stdev_seconds',
  'candidate_mean_seconds',
  'candidate_stdev_seconds',
  'baseline_bytes',
  'candidate_bytes',
  'rounds',
  'baseline',
  'candidate',
  'measured_at',
] as const;

/** A line a config, what is worst first, after a line of names; RFC 4180. */
export function csvReport(runId: string, reports: readonly ScenarioReport[]): string {
  const rows = rankedConfigs(reports).map((config) => cells(runId, config));
  return csvText([COLUMNS, ...rows]);
}

function cells(runId: string, { report, variant, told }: RankedConfig): (string | number | undefined)[] {
  const { manifest, recovered } = report;
  const { verdict, single, memory, failure } = variant;
  const times: Partial<PerSide<TimeSummary>> =
    variant.time ?? (single === undefined ? {} : { [single.side]: single.time });
  const judged = failure === undefined && !manifest.alone && manifest.state !== 'unusable';
  return [
    runId,
    manifest.scenario,
    variant.name,
    failure === undefined ? (judged ? verdict.kind : '') : 'failed',
    judged ? verdict.level : undefined,
    told && told.change * 100,
    told && told.low * 100,
    told && told.high * 100,
    told?.statistic,
    times.baseline?.mean,
    times.baseline?.deviation,
    times.candidate?.mean,
    times.candidate?.deviation,
    memory?.bytes.baseline,
    memory?.bytes.candidate,
    variant.rounds,
    recovered ? '' : `${manifest.sides.baseline.name} ${manifest.sides.baseline.version}`,
    recovered || manifest.alone ? '' : `${manifest.sides.candidate.name} ${manifest.sides.candidate.version}`,
    manifest.updatedAt,
  ];
}
