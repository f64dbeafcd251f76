import { resolve } from 'node:path';
import { jsonReport } from '../report/json';
import { runTable } from '../report/run-table';
import type { ScenarioReport } from '../report/summarize';
import { summarizeStored } from '../report/summarize-stored';
import { terminalSummary } from '../report/terminal';
import { findRun } from '../results/read-results';
import { reportErrors } from './report-errors';

/** Options of the command, as the executor's schema.json describes them. */
export interface AnalyzeOptions {
  readonly artifacts?: string | undefined;
  readonly runId?: string | undefined;
  readonly scenario?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Prints a saved run: the newest, or the one asked for. A relative folder is meant from `directory`. */
export function analyze(options: AnalyzeOptions, directory: string): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const artifacts = resolve(directory, options.artifacts ?? 'benchmark-artifacts');
    const { runId, scenarios } = findRun(artifacts, options.runId, options.scenario);
    const reports = scenarios.map(summarizeStored);
    process.stdout.write(`${options.json ? jsonReport(runId, reports) : terminalRun(reports)}\n`);
    return { success: true };
  });
}

/** Every scenario, and where there are several one table over all. */
function terminalRun(reports: readonly ScenarioReport[]): string {
  const summaries = reports.map(terminalSummary);
  return (reports.length > 1 ? [...summaries, runTable(reports)] : summaries).join('\n\n');
}
