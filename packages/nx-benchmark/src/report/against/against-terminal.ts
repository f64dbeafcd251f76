import type { PerRun, RunRole } from '../../domain/run-caution';
import type { Manifest } from '../../results/manifest';
import { verdictCells } from '../terminal/config-rows';
import { configTable, type TableRow } from '../terminal/config-table';
import { nextStepLines } from '../terminal/next-step-lines';
import { headField } from '../terminal/scenario-head';
import { PLAIN_STYLE, type TerminalStyle } from '../terminal/terminal-style';
import { wrapped } from '../terminal/wrapped';
import { minute } from '../units';
import { verdictWords } from '../verdict-words';
import { againstNextStep } from './against-next-step';
import type { AgainstConfig, AgainstReport } from './against-report';
import { sideText } from './baselines';
import { questionWords } from './question-words';
import { runCautionSentence } from './run-cautions';

/** Two runs against each other for a terminal: a line for each difference, below it what either run says alone. */
export function againstTerminal(
  reports: readonly AgainstReport[],
  style: TerminalStyle = PLAIN_STYLE,
): string {
  return [
    ...reports.map((report) => section(report, style)),
    ...reports.flatMap(({ cautions, scenario }) =>
      cautions.map((caution) => {
        const whose = reports.length > 1 ? `${scenario}: ` : '';
        const text = `caution: ${whose}${runCautionSentence(caution)}`;
        return wrapped(style.glyphs.text(text), style.width).join('\n');
      }),
    ),
    nextStepLines(againstNextStep(reports), style).join('\n'),
  ].join('\n\n');
}

function section(
  { scenario, manifests, question, configs, geomean }: AgainstReport,
  style: TerminalStyle,
): string {
  const rows = configs.flatMap((config) => configRows(config, style));
  const { margin } = manifests.current.policy;
  const mean: TableRow[] =
    geomean === undefined
      ? []
      : [{ name: `geomean of ${configs.length}`, verdict: '', estimate: geomean, margin }];
  return [
    `Scenario: ${style.colors.bold(scenario)}`,
    ...runFields(manifests, 'reference', style),
    ...runFields(manifests, 'current', style),
    ...headField('compared', questionWords(question), style),
    '='.repeat(style.width),
    ...(rows.length === 0 ? [] : configTable([...rows, ...mean], style)),
  ].join('\n');
}

function runFields(manifests: PerRun<Manifest>, run: RunRole, style: TerminalStyle): string[] {
  const { runId, updatedAt, sides } = manifests[run];
  const compared = `${sideText(sides.baseline)} → ${sideText(sides.candidate)}`;
  return [...headField(run, `${runId}, ${minute(updatedAt)}`, style), ...headField('', compared, style)];
}

function configRows(
  { name, verdict, told, changes, margin }: AgainstConfig,
  style: TerminalStyle,
): TableRow[] {
  const ofRun = (run: RunRole): TableRow => ({
    name: `  ${run}`,
    verdict: '',
    estimate: changes[run],
    margin,
  });
  return [
    { ...verdictCells(verdictWords(verdict), style), name, estimate: told, margin },
    ofRun('reference'),
    ofRun('current'),
  ];
}
