import Table from 'cli-table3';
import { NO_BORDERS } from './no-borders';
import type { ScenarioReport, VariantReport } from './summarize';
import { signedPercent } from './units';
import { verdictWords } from './verdict-words';

/** One line a config over all scenarios of a run, what is worst first. */
export function runTable(reports: readonly ScenarioReport[]): string {
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [] },
  });
  const rows = reports.flatMap(({ manifest, variants }) =>
    variants.map((variant) => ({ severity: severity(variant), cells: cells(manifest.scenario, variant) })),
  );
  rows.sort((a, b) => b.severity - a.severity || (a.cells.join() < b.cells.join() ? -1 : 1));
  table.push(['scenario', 'config', 'change', 'interval', 'verdict'], ...rows.map((row) => row.cells));
  const lines = table.toString().split('\n');
  return lines.map((line) => line.trimEnd()).join('\n');
}

function cells(scenario: string, { name, results, verdict, failure }: VariantReport): string[] {
  const told = results.find(
    ({ statistic, tested }) => tested && (verdict.moved[0] ?? statistic) === statistic,
  );
  const words = failure === undefined ? verdictWords(verdict).split(',')[0]! : 'failed';
  if (told === undefined) return [scenario, name, '', '', words];
  const interval = `[${signedPercent(told.low)}, ${signedPercent(told.high)}]`;
  return [scenario, name, signedPercent(told.change), interval, words];
}

function severity({ verdict, failure }: VariantReport): number {
  if (failure !== undefined) return 5;
  if (verdict.kind === 'regression')
    return { blocking: 4, regression: 3, minor: 2 }[verdict.level ?? 'minor'];
  return verdict.kind === 'inconclusive' ? 1 : 0;
}
