import { join, resolve } from 'node:path';
import { STATISTICS } from '../analysis/statistic-values';
import { UserError } from '../domain/user-error';
import type { StatisticName } from '../domain/verdict';
import type { History } from '../report/history/history';
import { historyCsv } from '../report/history/history-csv';
import { historyJson } from '../report/history/history-json';
import { historyMarkdown } from '../report/history/history-markdown';
import { historyPage } from '../report/history/history-page';
import { historyTerminal } from '../report/history/history-terminal';
import { skippedWords } from '../report/history/skipped';
import { summarizeHistory } from '../report/history/summarize-history';
import { styleFor, type TerminalStyle } from '../report/terminal/terminal-style';
import { readManifests } from '../results/read-manifests';
import { deliverReport } from './deliver-report';
import { reportErrors } from './report-errors';
import { type FormOptions, type ReportForm, reportForm } from './report-form';

/** Options of the command, as the executor's schema.json describes them. */
export interface HistoryOptions extends FormOptions {
  /** Where runs of this workspace are kept; `folder` goes before it. */
  readonly artifacts?: string | undefined;
  readonly folder?: string | undefined;
  readonly scenario?: string | undefined;
  readonly configs?: readonly string[] | undefined;
  readonly statistic?: string | undefined;
  /** Where the report goes instead of stdout; a page goes into the folder of the runs without it. */
  readonly outputFile?: string | undefined;
}

/** Name of the page in the folder of the runs. */
const PAGE = 'history.html';

/** Prints the trend of scenarios over many saved runs. A relative folder is meant from `directory`. */
export function history(options: HistoryOptions, directory: string): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const form = reportForm(options);
    const artifacts = resolve(directory, options.artifacts ?? 'benchmark-artifacts');
    const folder = options.folder === undefined ? artifacts : resolve(directory, options.folder);
    const { scenario } = options;
    const configs = options.configs?.map((name) => name.trim()).filter((name) => name !== '');
    const wanted = { statistic: statisticOf(options), scenario, configs, artifacts };
    const found = summarizeHistory(folder, readManifests(folder), wanted);
    if (found.tracks.length === 0) throw nothingIn(found, scenario, configs);
    const page = form === 'html' ? join(folder, PAGE) : undefined;
    const file = options.outputFile === undefined ? page : resolve(directory, options.outputFile);
    deliverReport(DRAWN[form](found, styleFor(file)), file);
    return { success: true };
  });
}

const DRAWN: Readonly<Record<ReportForm, (history: History, style: TerminalStyle) => string>> = {
  terminal: historyTerminal,
  json: historyJson,
  markdown: historyMarkdown,
  csv: historyCsv,
  html: historyPage,
};

function statisticOf({ statistic = 'main-path' }: HistoryOptions): StatisticName {
  const found = STATISTICS.find((name) => name === statistic);
  if (found !== undefined) return found;
  throw new UserError(`There is no statistic ${statistic}.`, `The statistics are ${STATISTICS.join(', ')}.`);
}

function nothingIn(
  { folder, skipped }: History,
  scenario: string | undefined,
  configs: readonly string[] | undefined,
): UserError {
  const named = [scenario, configs?.join(', ')].filter((name) => name !== undefined);
  const of = named.length === 0 ? '' : ` of ${named.join(', ')}`;
  const why = skipped.length === 0 ? '' : ` Skipped: ${skipped.map(skippedWords).join('; ')}.`;
  return new UserError(
    `No runs${of} to compare in ${folder}.${why}`,
    'Measure first (nx run span:benchmark), or name the folder that holds the runs: --folder.',
  );
}
