import { rankedConfigs } from '../ranked-configs';
import type { ScenarioReport } from '../summarize';
import { configRows, geomeanRows } from './config-rows';
import { configTable } from './config-table';
import { PLAIN_STYLE, type TerminalStyle } from './terminal-style';

/** One line a config over all scenarios of a run, what is worst first; then the geometric mean of each scenario. */
export function runTable(reports: readonly ScenarioReport[], style: TerminalStyle = PLAIN_STYLE): string {
  const rows = rankedConfigs(reports).flatMap((config) =>
    configRows(config, `${config.report.manifest.scenario}/${config.variant.name}`, style),
  );
  const means = reports.flatMap((report) => geomeanRows(report, `geomean of ${report.manifest.scenario}`));
  return configTable([...rows, ...means], style).join('\n');
}
