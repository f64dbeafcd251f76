import { cautionGroups } from '../caution-groups';
import { nextStep } from '../next-step';
import { type RankedConfig, rankedConfigs } from '../ranked-configs';
import { unusableSentence } from '../self-check';
import { benchmarkProject } from '../settling';
import type { ScenarioReport } from '../summarize';
import { configDetails } from './config-details';
import { configRows, geomeanRows } from './config-rows';
import { configTable } from './config-table';
import { nextStepLines } from './next-step-lines';
import { runTable } from './run-table';
import { scenarioHead } from './scenario-head';
import { PLAIN_STYLE, type TerminalStyle } from './terminal-style';
import { wrapped } from './wrapped';

/** A scenario of so few configs shows the numbers of each; a larger one those of the configs to look at. */
const FEW_CONFIGS = 4;

/**
 * A run for a terminal, within the width of the style but for commands: its sections, and as the last line what to do next.
 *
 * @param notes lines before that one
 */
export function terminalReport(
  reports: readonly ScenarioReport[],
  style: TerminalStyle = PLAIN_STYLE,
  notes: readonly string[] = [],
): string {
  const next = nextStepLines(nextStep(reports), style).join('\n');
  return [...terminalSections(reports, style), ...notes, next].join('\n\n');
}

/** Each scenario, one table over several, and the doubts. */
export function terminalSections(
  reports: readonly ScenarioReport[],
  style: TerminalStyle = PLAIN_STYLE,
): readonly string[] {
  return [
    ...reports.map((report) => scenarioSection(report, style)),
    ...(reports.length > 1 ? [runTable(reports, style)] : []),
    ...cautionGroups(reports).map((sentence) =>
      wrapped(style.glyphs.text(`caution: ${sentence}`), style.width).join('\n'),
    ),
  ];
}

function scenarioSection(report: ScenarioReport, style: TerminalStyle): string {
  const { manifest, variants } = report;
  const head = scenarioHead(manifest, style);
  if (manifest.state === 'unusable' && manifest.selfCheck !== undefined) {
    return [...head, ...wrapped(unusableSentence(manifest.selfCheck), style.width)].join('\n');
  }
  const configs = rankedConfigs([report]);
  const all = manifest.alone === true || variants.length <= FEW_CONFIGS;
  const shown = configs.filter(({ severity }) => all || severity > 0);
  const blocks = [
    ...table(report, configs, style),
    ...shown.map(({ variant }) => configDetails(manifest, variant, style).join('\n')),
    ...others(report, configs.length - shown.length),
  ];
  return [head.join('\n'), blocks.join('\n\n')].filter((text) => text !== '').join('\n');
}

/** What was measured alone has no verdict to line up. */
function table(report: ScenarioReport, configs: readonly RankedConfig[], style: TerminalStyle): string[] {
  if (report.manifest.alone || configs.length === 0) return [];
  const rows = configs.flatMap((config) => configRows(config, config.variant.name, style));
  const mean = geomeanRows(report, `geomean of ${configs.length}`);
  return [configTable([...rows, ...mean], style).join('\n')];
}

/** Where the numbers are that are not shown. */
function others({ manifest }: ScenarioReport, count: number): string[] {
  if (count === 0) return [];
  const whose = count === 1 ? 'other config' : `other ${count} configs`;
  return [
    `numbers of the ${whose}:\n  nx run ${benchmarkProject(manifest)}:analyze --runId=${manifest.runId} --markdown`,
  ];
}
