import type { PerSide } from '../domain/side';
import type { StatisticResult } from '../domain/verdict';
import { cautionSentence } from './cautions';
import type { ScenarioReport, TimeSummary, VariantReport } from './summarize';

/** Counts up when a field changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** The report as data: times in seconds, changes in per cent, as the field names say. */
export function jsonReport(runId: string, scenarios: readonly ScenarioReport[]): string {
  const report = {
    schema_version: SCHEMA_VERSION,
    run_id: runId,
    scenarios: scenarios.map(({ manifest, variants }) => ({
      scenario: manifest.scenario,
      state: manifest.state,
      measured_at: manifest.updatedAt,
      baseline: side(manifest.sides.baseline),
      candidate: side(manifest.sides.candidate),
      engine: manifest.engine,
      machine: manifest.machine,
      policy: manifest.policy,
      configs: variants.map(config),
      cautions: manifest.cautions.map((caution) => ({ ...caution, sentence: cautionSentence(caution) })),
    })),
  };
  return JSON.stringify(report, null, 2);
}

function side({ name, version, requirement, installed }: ScenarioReport['manifest']['sides']['baseline']) {
  return { name, version, requirement, installed };
}

function config({ name, time, results, verdict, rounds, failure }: VariantReport) {
  const [main] = results.filter((result) => result.tested);
  return {
    name,
    verdict: verdict.kind,
    level: verdict.level ?? null,
    moved: verdict.moved,
    more_rounds: verdict.moreRounds ?? null,
    rounds,
    ...(time === undefined ? {} : times(time)),
    ...(main === undefined ? {} : change(main)),
    significant: verdict.kind === 'regression' || verdict.kind === 'improvement',
    regression: verdict.kind === 'regression',
    statistics: results.map((result) => ({
      statistic: result.statistic,
      tested: result.tested,
      ...change(result),
    })),
    failure: failure ?? null,
  };
}

function times(time: PerSide<TimeSummary>) {
  const of = ({ mean, deviation }: TimeSummary) => ({ mean_seconds: mean, stdev_seconds: deviation });
  return { baseline: of(time.baseline), candidate: of(time.candidate) };
}

function change(result: StatisticResult) {
  return {
    change_percent: result.change * 100,
    low_percent: result.low * 100,
    high_percent: result.high * 100,
    ratio: 1 + result.change,
  };
}
