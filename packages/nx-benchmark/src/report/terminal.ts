import Table from 'cli-table3';
import pc from 'picocolors';
import type { StatisticResult } from '../domain/verdict';
import { cautionSentence } from './cautions';
import { NO_BORDERS } from './no-borders';
import type { ScenarioReport, VariantReport } from './summarize';
import { duration, signedPercent } from './units';
import { STATISTIC_WORDS, verdictWords } from './verdict-words';

/** Nx shows an executor's output in a pane of 71 columns. */
const WIDTH = 70;

/** The summary of a scenario for a terminal, at most 70 columns wide but for long names. */
export function terminalSummary({ manifest, variants }: ScenarioReport): string {
  const { baseline, candidate } = manifest.sides;
  const measured = `${manifest.updatedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const head = [
    `Scenario: ${pc.bold(manifest.scenario)}`,
    `baseline   ${baseline.name} ${baseline.version}`,
    `candidate  ${candidate.name} ${candidate.version}`,
    `measured   ${measured}, ${manifest.machine.cpuModel}`,
    `           ${manifest.engine.description}`,
    `run        ${manifest.runId}${manifest.state === 'complete' ? '' : ` (${manifest.state})`}`,
    '='.repeat(WIDTH),
  ];
  const cautions = manifest.cautions.flatMap((caution) => [
    '',
    ...wrap(`caution: ${cautionSentence(caution)}`),
  ]);
  return [...head, ...variants.flatMap(variantLines), ...cautions].join('\n');
}

function variantLines(variant: VariantReport): string[] {
  const title = `${variant.name}: ${colored(variant)}`;
  if (variant.time === undefined) return [title, ...failureLines(variant)];
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 2, 'padding-right': 0, head: [], border: [] },
  });
  const { baseline, candidate } = variant.time;
  table.push(
    ['baseline', `${duration(baseline.mean)} ± ${duration(baseline.deviation)}`],
    ['candidate', `${duration(candidate.mean)} ± ${duration(candidate.deviation)}`],
    ...variant.results.filter((result) => result.tested).map(changeRow),
    ['rounds', String(variant.rounds)],
  );
  const rows = table.toString().split('\n');
  return [title, ...rows.map((row) => row.trimEnd()), ...failureLines(variant)];
}

function changeRow(result: StatisticResult, at: number): [string, string] {
  const interval = `[${signedPercent(result.low)}, ${signedPercent(result.high)}]`;
  const words = STATISTIC_WORDS[result.statistic];
  return [at === 0 ? 'change' : '', `${signedPercent(result.change)} ${interval} ${pc.dim(words)}`];
}

function colored({ failure, verdict }: VariantReport): string {
  if (failure !== undefined) return pc.red('failed');
  const words = verdictWords(verdict);
  if (verdict.kind === 'regression') return verdict.level === 'minor' ? pc.yellow(words) : pc.red(words);
  if (verdict.kind === 'improvement') return pc.green(words);
  return verdict.kind === 'inconclusive' ? pc.yellow(words) : words;
}

function failureLines({ failure }: VariantReport): string[] {
  return failure === undefined ? [] : [`  the ${failure.side} ${failure.reason}`];
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + word.length + 1 > WIDTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
