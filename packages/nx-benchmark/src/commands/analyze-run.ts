import { dirname, join } from 'node:path';
import { csvReport } from '../report/csv';
import { htmlReport } from '../report/html/html-report';
import { jsonReport } from '../report/json';
import { markdownReport } from '../report/markdown';
import type { ScenarioReport } from '../report/summarize';
import { terminalReport } from '../report/terminal/terminal-report';
import { styleFor, type TerminalStyle } from '../report/terminal/terminal-style';
import { findRun, readRounds } from '../results/read-results';
import type { StoredScenario } from '../results/read-scenario';
import type { AskedRun } from './asked-run';
import { type CommentTextOptions, commentText } from './comment-text';
import { deliverReport } from './deliver-report';
import { readOnce } from './read-once';
import type { ReportForm } from './report-form';
import { summarizeAll } from './summarize-all';
import { tellLeftOut } from './tell-left-out';

/** Name of the page in the folder of a run. */
const PAGE = 'report.html';

/** Prints a run in the form that is asked for; a page goes into the run's folder. */
export async function analyzeRun(
  { artifacts, runId: wanted, scenario, file }: AskedRun,
  form: ReportForm | 'prComment',
  comment: CommentTextOptions,
  workspace: string | undefined,
): Promise<void> {
  const run = tellLeftOut(findRun(artifacts, wanted, scenario));
  const { runId, scenarios } = run;
  const reports = await summarizeAll(scenarios, readOnce());
  const page = form === 'html' ? join(dirname(scenarios[0]!.folder), PAGE) : undefined;
  const text =
    form === 'prComment'
      ? commentText(run, reports, comment, workspace)
      : drawn(form, runId, reports, scenarios, styleFor(file));
  deliverReport(text, file ?? page);
}

function drawn(
  form: ReportForm,
  runId: string,
  reports: readonly ScenarioReport[],
  scenarios: readonly StoredScenario[],
  style: TerminalStyle,
): string {
  switch (form) {
    case 'json':
      return jsonReport(runId, reports);
    case 'markdown':
      return markdownReport(runId, reports);
    case 'csv':
      return csvReport(runId, reports);
    case 'html':
      return htmlReport(runId, reports, (report, variant, part) =>
        readRounds(scenarios[reports.indexOf(report)]!, variant, part),
      );
    case 'terminal':
      return terminalReport(reports, style);
  }
}
