import { isAbsolute, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { jsonReport } from '../../report/json';
import { summarize } from '../../report/summarize';
import { terminalSummary } from '../../report/terminal';
import { findRun, readRounds } from '../../results/read-results';
import { reportErrors } from '../report-errors';

/** Options of the executor, as schema.json describes them. */
export interface AnalyzeOptions {
  readonly artifacts?: string;
  readonly runId?: string;
  readonly scenario?: string;
  readonly json?: boolean;
}

/** Shows a saved run: `nx run benchmarks:analyze`, or one scenario's newest: `nx run span:analyze`. */
export default function analyze(
  options: AnalyzeOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const artifacts = options.artifacts ?? 'benchmark-artifacts';
    const folder = isAbsolute(artifacts) ? artifacts : join(context.root, artifacts);
    const { runId, scenarios } = findRun(folder, options.runId, options.scenario);
    const reports = scenarios.map((one) => summarize(one.manifest, (variant) => readRounds(one, variant)));
    process.stdout.write(
      options.json ? `${jsonReport(runId, reports)}\n` : `${reports.map(terminalSummary).join('\n\n')}\n`,
    );
    return { success: true };
  });
}
