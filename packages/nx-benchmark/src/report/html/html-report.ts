import type { Round, RoundPart } from '../../domain/round';
import { changeText } from '../change-text';
import { headline } from '../headline';
import { type RankedConfig, rankedConfigs } from '../ranked-configs';
import type { ScenarioReport } from '../summarize';
import { duration, signedPercent } from '../units';
import { configSection, idOf } from './config-section';
import { breakable, escaped } from './escaped';
import { intervalPlot, type Span, spanOf } from './interval-plot';
import { FILTER_FIELD, page } from './page';
import { provenance } from './provenance';

/** The rounds of a config of a report. */
export type RoundsOf = (report: ScenarioReport, variant: string, part?: RoundPart) => readonly Round[];

/** Configs whose rounds are drawn: a browser shows some thousands of charts at ease. */
const MOST_DRAWN = 200;

/**
 * The whole run as one page that needs nothing but itself: an overview of all configs, what is worst first, and for each
 * config its rounds and the machine's state, and the sides and where they came from. Of a run of very many configs the
 * rounds of the first are drawn alone.
 */
export function htmlReport(runId: string, reports: readonly ScenarioReport[], roundsOf: RoundsOf): string {
  const configs = rankedConfigs(reports);
  const drawn = new Set(configs.slice(0, MOST_DRAWN));
  const roundsDrawn: RoundsOfConfig = (config, part) =>
    drawn.has(config) ? roundsOf(config.report, config.variant.name, part) : [];
  const margin = Math.max(...reports.map(({ manifest }) => manifest.policy.margin));
  const span = spanOf(
    configs.flatMap(({ told }) => told ?? []),
    margin,
  );
  const scenarios = [...reports].sort((a, b) => (a.manifest.scenario < b.manifest.scenario ? -1 : 1));
  const own = new Map<ScenarioReport, RankedConfig[]>(reports.map((report) => [report, []]));
  for (const config of configs) own.get(config.report)!.push(config);
  return page({
    title: `${headline(configs)} – benchmarks ${runId}`,
    body: [
      `<h1>${escaped(headline(configs))}</h1>`,
      `<p class="soft">run <code>${escaped(runId)}</code></p>`,
      FILTER_FIELD,
      overview(configs, span),
      configs.length > drawn.size
        ? `<p class="soft">Rounds are drawn of the first ${drawn.size} configs of this table. The page of one scenario (--scenario=NAME --html) draws its own.</p>`
        : '',
      ...scenarios.map((report) => scenario(report, own.get(report)!, roundsDrawn)),
      '<p class="soft">Keys: / filters, e opens or closes all. The band behind an interval is the margin: what lies inside is no change.</p>',
    ],
  });
}

function overview(configs: readonly RankedConfig[], span: Span): string {
  const limit = signedPercent(span.high);
  return [
    '<table><thead><tr><th>scenario</th><th>config</th><th class="number">baseline</th><th class="number">candidate</th>',
    `<th>faster ← 0 → slower, up to ±${escaped(limit.slice(1))}</th><th class="number">change</th><th>verdict</th></tr></thead><tbody>`,
    ...configs.map((config) => row(config, span)),
    '</tbody></table>',
  ].join('\n');
}

function row({ report, variant, severity, told, words }: RankedConfig, span: Span): string {
  const { scenario, policy } = report.manifest;
  const { time } = variant;
  const better = variant.verdict.kind === 'improvement' && severity === 0;
  const mood = severity > 1 ? 'severe' : severity === 1 ? 'doubtful' : better ? 'better' : '';
  return [
    `<tr class="${mood}" data-name="${escaped(`${scenario} ${variant.name}`)}">`,
    `<td>${breakable(scenario)}</td><td><a href="#${escaped(encodeURIComponent(idOf(scenario, variant.name)))}">${breakable(variant.name)}</a></td>`,
    `<td class="number">${time ? duration(time.baseline.mean) : ''}</td>`,
    `<td class="number">${time && !report.manifest.alone ? duration(time.candidate.mean) : ''}</td>`,
    `<td>${told ? intervalPlot(told, policy.margin, span) : ''}</td>`,
    `<td class="number">${told ? changeText(told) : ''}</td><td class="verdict">${escaped(words)}</td></tr>`,
  ].join('');
}

type RoundsOfConfig = (config: RankedConfig, part?: RoundPart) => readonly Round[];

/** @param own the configs of the scenario */
function scenario(report: ScenarioReport, own: readonly RankedConfig[], roundsOf: RoundsOfConfig): string {
  return [
    `<section data-name="${escaped([report.manifest.scenario, ...own.map(({ variant }) => variant.name)].join(' '))}">`,
    `<h2>${escaped(report.manifest.scenario)}</h2>`,
    provenance(report),
    ...own.map((config) => configSection(config, (part) => roundsOf(config, part))),
    '</section>',
  ].join('\n');
}
