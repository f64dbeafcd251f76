import { resolve } from 'node:path';
import { jsonReport } from '../report/json';
import { summarize } from '../report/summarize';
import { terminalSummary } from '../report/terminal';
import { findRun, readRounds } from '../results/read-results';
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
    const reports = scenarios.map((one) => summarize(one.manifest, (variant) => readRounds(one, variant)));
    process.stdout.write(
      options.json ? `${jsonReport(runId, reports)}\n` : `${reports.map(terminalSummary).join('\n\n')}\n`,
    );
    return { success: true };
  });
}
