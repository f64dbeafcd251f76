import type { Manifest } from '../../results/manifest';
import { change, side } from '../json';
import type { AgainstConfig, AgainstReport } from './against-report';
import { runCautionSentence } from './run-cautions';

/** Counts up when a field changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** Two runs against each other as data: changes and their differences in per cent, as the field names say. */
export function againstJson(reports: readonly AgainstReport[]): string {
  const report = {
    schema_version: SCHEMA_VERSION,
    scenarios: reports.map(({ scenario, manifests, question, configs, geomean, cautions }) => ({
      scenario,
      reference: run(manifests.reference),
      current: run(manifests.current),
      compares: question,
      policy: manifests.current.policy,
      geomean: geomean === undefined ? null : change(geomean),
      configs: configs.map(config),
      cautions: cautions.map((caution) => ({ ...caution, sentence: runCautionSentence(caution) })),
    })),
  };
  return JSON.stringify(report, null, 2);
}

function run({ runId, updatedAt, sides, machine }: Manifest) {
  return {
    run_id: runId,
    measured_at: updatedAt,
    baseline: side(sides.baseline),
    candidate: side(sides.candidate),
    machine,
  };
}

function config({ name, verdict, told, results, changes, rounds }: AgainstConfig) {
  return {
    name,
    verdict: verdict.kind,
    level: verdict.level ?? null,
    moved: verdict.moved,
    significant: verdict.kind === 'regression' || verdict.kind === 'improvement',
    regression: verdict.kind === 'regression',
    statistic: told?.statistic ?? null,
    difference: told === undefined ? null : change(told),
    reference: changes.reference === undefined ? null : change(changes.reference),
    current: changes.current === undefined ? null : change(changes.current),
    rounds,
    statistics: results.map((result) => ({
      statistic: result.statistic,
      tested: result.tested,
      ...change(result),
    })),
  };
}
