import { roundStatistics } from '../../analysis/round-statistics';
import type { Round, RoundPart } from '../../domain/round';
import type { VariantRecord } from '../../results/manifest';
import { changeText } from '../change-text';
import { instructionText } from '../instruction-words';
import { memoryText } from '../memory-words';
import { movedWords } from '../moved-words';
import type { RankedConfig } from '../ranked-configs';
import { settling } from '../settling';
import { duration, signedPercent, waitingTime } from '../units';
import { confirmationWords, STATISTIC_WORDS, verdictWords } from '../verdict-words';
import { escaped } from './escaped';
import { machineChart, ratiosChart, roundsChart, timesChart } from './round-charts';

/** Where the section of a config is on the page; to be encoded in a link. */
export function idOf(scenario: string, variant: string): string {
  return `${scenario}/${variant}`;
}

/** All that is known of a config, in a fold that is open where somebody should look. */
export function configSection(
  { report, variant, severity, told, words }: RankedConfig,
  roundsOf: (part?: RoundPart) => readonly Round[],
): string {
  const { manifest } = report;
  const rounds = roundsOf();
  const statistics = rounds.map(roundStatistics);
  const statistic = told?.statistic ?? 'main-path';
  const charts = [
    roundsChart(statistics, statistic, manifest.policy.margin),
    ratiosChart(rounds, manifest.policy.margin),
    timesChart(statistics),
    machineChart(rounds),
  ];
  return [
    `<details class="config" id="${escaped(idOf(manifest.scenario, variant.name))}" data-name="${escaped(`${manifest.scenario} ${variant.name}`)}"${severity > 0 ? ' open' : ''}>`,
    `<summary><span class="name">${escaped(variant.name)}</span><span>${escaped(words)}</span>${told ? `<span class="soft">${signedPercent(told.change)}</span>` : ''}</summary>`,
    `<div class="body">`,
    `<dl>${facts({ report, variant })
      .map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`)
      .join('')}</dl>`,
    variant.failure === undefined ? '' : `<pre>${escaped(variant.failure.output.trimEnd())}</pre>`,
    `<div class="charts">${charts.join('')}</div>`,
    '</div></details>',
  ].join('\n');
}

function facts({
  report,
  variant,
}: Pick<RankedConfig, 'report' | 'variant'>): [term: string, text: string][] {
  const { time, results, memory, instructions, verdict, failure } = variant;
  const record = report.manifest.variants.find(({ name }) => name === variant.name);
  const settle = settling(report.manifest, variant);
  const confirmed = confirmationWords(verdict);
  const alone = report.manifest.alone === true;
  return [
    ...(failure === undefined
      ? []
      : [['failed', `the ${failure.side} ${failure.reason}`] as [string, string]]),
    ...(alone || failure !== undefined ? [] : [['verdict', verdictWords(verdict)] as [string, string]]),
    ...(confirmed === undefined ? [] : [['measured again', confirmed] as [string, string]]),
    ...(time === undefined
      ? []
      : ([
          ['baseline', `${duration(time.baseline.mean)} ± ${duration(time.baseline.deviation)}`],
          ...(alone
            ? []
            : [['candidate', `${duration(time.candidate.mean)} ± ${duration(time.candidate.deviation)}`]]),
        ] as [string, string][])),
    ...results.map((result): [string, string] => [
      STATISTIC_WORDS[result.statistic],
      `${changeText(result)}${result.tested ? '' : ', shown only'}`,
    ]),
    ...(variant.movers === undefined
      ? []
      : [['moved', movedWords(variant.movers).join('; ')] as [string, string]]),
    ...(memory === undefined ? [] : [['memory', memoryText(memory)] as [string, string]]),
    ...(instructions === undefined
      ? []
      : [['instructions', instructionText(instructions)] as [string, string]]),
    variant.processes === undefined
      ? ['rounds', String(variant.rounds)]
      : ['processes', `${variant.processes.baseline} and ${variant.processes.candidate}`],
    ...(record === undefined || record.slicing.pairs === 0 ? [] : [method(record)]),
    ...(record === undefined ? [] : [['variables', variablesText(record.variables)] as [string, string]]),
    ...(variant.rule === undefined ? [] : [['rule', variant.rule] as [string, string]]),
    ...(settle === undefined
      ? []
      : [['to settle it', `${settle.command} (about ${waitingTime(settle.seconds)})`] as [string, string]]),
  ];
}

/** `size: 2000, mode: "plain"`. */
function variablesText(variables: VariantRecord['variables']): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');
}

function method({ slicing }: VariantRecord): [string, string] {
  return ['method', `${slicing.method}, ${slicing.pairs} pairs of ${slicing.loops} iterations a round`];
}
