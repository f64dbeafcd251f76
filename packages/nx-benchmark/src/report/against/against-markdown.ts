import type { PerRun, RunRole } from '../../domain/run-caution';
import type { Estimate } from '../../domain/verdict';
import type { Manifest } from '../../results/manifest';
import { changeText } from '../change-text';
import { markdownFold, markdownQuantities, markdownText } from '../markdown-text';
import { verdictWords } from '../verdict-words';
import { againstNextStep } from './against-next-step';
import type { AgainstConfig, AgainstReport } from './against-report';
import { sideText } from './baselines';
import { questionWords } from './question-words';
import { runCautionSentence } from './run-cautions';

/** Two runs against each other as Markdown: a table a scenario, what is worst first, and the doubts in a fold. */
export function againstMarkdown(reports: readonly AgainstReport[]): string {
  const { sentence, command } = againstNextStep(reports);
  return [
    '### Benchmarks of two runs',
    ...reports.flatMap(section),
    `${markdownText(sentence)}${command === undefined ? '' : `: \`${command}\``}`,
  ].join('\n\n');
}

function section({ scenario, manifests, question, configs, geomean, cautions }: AgainstReport): string[] {
  return [
    `**${markdownText(scenario)}**: compares ${questionWords(question)}.`,
    runs(manifests),
    [
      '| config | reference | current | difference | verdict |',
      '|:--|--:|--:|--:|:--|',
      ...configs.map(row),
    ].join('\n'),
    ...(geomean === undefined ? [] : [`Geometric mean of the differences: ${changeText(geomean)}.`]),
    ...(cautions.length === 0
      ? []
      : [
          markdownFold(
            cautions.length === 1 ? '1 caution' : `${cautions.length} cautions`,
            cautions.map((caution) => `* ${markdownText(runCautionSentence(caution))}`).join('\n'),
          ),
        ]),
  ];
}

function runs(manifests: PerRun<Manifest>): string {
  const line = (run: RunRole) => {
    const { runId, sides } = manifests[run];
    return `* ${run}: ${markdownText(runId)}, ${markdownText(`${sideText(sides.baseline)} → ${sideText(sides.candidate)}`)}`;
  };
  return [line('reference'), line('current')].join('\n');
}

function row({ name, verdict, told, changes }: AgainstConfig): string {
  const words = markdownText(verdictWords(verdict));
  const cells = [
    markdownText(name),
    cell(changes.reference),
    cell(changes.current),
    cell(told),
    verdict.kind === 'regression' ? `**${words}**` : words,
  ];
  return `| ${cells.join(' | ')} |`;
}

function cell(estimate: Estimate | undefined): string {
  return estimate === undefined ? '' : markdownQuantities(changeText(estimate));
}
