import { cautionSentence } from './cautions';
import { changeText } from './change-text';
import { headline } from './headline';
import {
  markdownFold as fold,
  markdownQuantities as quantities,
  markdownText as text,
} from './markdown-text';
import { movedWords } from './moved-words';
import { type RankedConfig, rankedConfigs } from './ranked-configs';
import type { ScenarioReport } from './summarize';
import { duration } from './units';

/**
 * The run as Markdown, for a pull request: one table, what is worst first, and the doubts in a fold.
 *
 * @param most configs to show; the others are counted
 */
export function markdownReport(
  runId: string,
  reports: readonly ScenarioReport[],
  most = Number.POSITIVE_INFINITY,
): string {
  const configs = rankedConfigs(reports);
  const left = configs.length - most;
  return [
    `### Benchmarks: ${headline(configs)}`,
    compared(reports),
    [
      // What matters most stands to the left: pages are narrow, and what does not fit has to be scrolled to.
      '| scenario | config | verdict | change | baseline | candidate |',
      '|:--|:--|:--|--:|--:|--:|',
      ...configs.slice(0, most).map(row),
    ].join('\n'),
    ...(left > 0 ? [`… and ${left} more configs, none of them worse.`] : []),
    ...moved(configs),
    ...geomeans(reports),
    ...failures(configs),
    ...cautions(reports),
    `Run \`${code(runId)}\`; ${[...new Set(reports.map(machine))].map(text).join('; ')}.`,
  ].join('\n\n');
}

function row({ report, variant, severity, told, words }: RankedConfig): string {
  const times = variant.time && [variant.time.baseline, variant.time.candidate];
  const [baseline = '', candidate = ''] =
    times?.map(({ mean, deviation }) => `${duration(mean)} ± ${duration(deviation)}`) ?? [];
  const change = told === undefined ? '' : changeText(told);
  const verdict = severity > 1 ? `**${text(words)}**` : text(words);
  const numbers = [change, baseline, candidate].map(quantities);
  const cells = [text(report.manifest.scenario), text(variant.name), verdict, ...numbers];
  return `| ${cells.join(' | ')} |`;
}

/** Which two versions, once where all scenarios have the same. */
function compared(reports: readonly ScenarioReport[]): string {
  const sentences = reports.map(({ manifest: { alone, sides }, recovered }) => {
    if (recovered) return 'versions not recorded';
    const { baseline, candidate } = sides;
    const one = `${baseline.name} ${baseline.version}`;
    return alone ? `${one}, measured alone` : `${one} → ${candidate.name} ${candidate.version}`;
  });
  return [...new Set(sentences)].map(text).join('; ');
}

/** The functions that a recorded regression is in. */
function moved(configs: readonly RankedConfig[]): string[] {
  const lines = configs.flatMap(({ report, variant: { name, movers } }) =>
    movers === undefined
      ? []
      : [`* ${text(`${report.manifest.scenario}, ${name}`)}: ${text(movedWords(movers).join('; '))}`],
  );
  return lines.length === 0 ? [] : [`Functions that moved:\n\n${lines.join('\n')}`];
}

function geomeans(reports: readonly ScenarioReport[]): string[] {
  const lines = reports.flatMap(({ manifest, geomean }) =>
    geomean === undefined ? [] : [`${text(manifest.scenario)} ${changeText(geomean)}`],
  );
  return lines.length === 0 ? [] : [`Geometric mean over the configs: ${lines.join('; ')}.`];
}

function failures(configs: readonly RankedConfig[]): string[] {
  return configs.flatMap(({ report, variant: { name, failure } }) =>
    failure === undefined
      ? []
      : [
          fold(
            `${report.manifest.scenario}, ${name}: the ${failure.side} ${failure.reason}`,
            fenced(failure.output),
          ),
        ],
  );
}

function cautions(reports: readonly ScenarioReport[]): string[] {
  const sentences = reports.flatMap(({ manifest }) =>
    manifest.cautions.map((caution) => `* ${text(manifest.scenario)}: ${text(cautionSentence(caution))}`),
  );
  if (sentences.length === 0) return [];
  return [fold(sentences.length === 1 ? '1 caution' : `${sentences.length} cautions`, sentences.join('\n'))];
}

function machine({ manifest }: ScenarioReport): string {
  return `${manifest.machine.cpuModel}, ${manifest.engine.description}`;
}

/** Longer than any fence in the text. */
function fenced(output: string): string {
  const longest = Math.max(2, ...[...output.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${output.trimEnd()}\n${fence}`;
}

function code(raw: string): string {
  return raw.replace(/`/g, '');
}
