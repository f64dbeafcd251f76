import { dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/user-error';
import { csvReport } from '../report/csv';
import { htmlReport } from '../report/html/html-report';
import { jsonReport } from '../report/json';
import { markdownReport } from '../report/markdown';
import type { ProfileReport } from '../report/profile-report';
import { profileText } from '../report/profile-text';
import type { ScenarioReport } from '../report/summarize';
import { terminalReport, terminalSections } from '../report/terminal/terminal-report';
import { styleFor, type TerminalStyle } from '../report/terminal/terminal-style';
import { findRun, readRounds } from '../results/read-results';
import type { StoredScenario } from '../results/read-scenario';
import { analyzeAgainst } from './analyze-against';
import { analyzeProfiles } from './analyze-profiles';
import { type CommentTextOptions, commentText } from './comment-text';
import { compatibleTables } from './compatible-tables';
import { deliverReport } from './deliver-report';
import { findRecorded, type RecordedRun } from './find-recorded';
import { type ProfileOptions, type ProfileRequest, profileRequest } from './profile-request';
import { readOnce } from './read-once';
import { reportErrors } from './report-errors';
import { type FormOptions, type ReportForm, reportForm } from './report-form';
import { summarizeAll } from './summarize-all';
import { tellLeftOut } from './tell-left-out';

/** Options of the command, as the executor's schema.json describes them. */
export interface AnalyzeOptions extends ProfileOptions, FormOptions<'prComment'>, CommentTextOptions {
  readonly artifacts?: string | undefined;
  readonly runId?: string | undefined;
  readonly scenario?: string | undefined;
  /** Another run, with which the run is compared. */
  readonly against?: string | undefined;
  /** Where the report goes instead of stdout; a page goes into the run's folder without it. */
  readonly outputFile?: string | undefined;
}

/**
 * Prints a saved run: the newest, or the one asked for; what its traces say, or how it differs from another run, where that
 * is asked for. A relative folder is meant from `directory`.
 *
 * @param workspace folder of nx.json, if there is one
 */
export function analyze(
  options: AnalyzeOptions,
  directory: string,
  workspace?: string,
): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const { runId: wanted, scenario, against } = options;
    const form = reportForm(options, 'prComment');
    const json = form === 'json';
    const artifacts = resolve(directory, options.artifacts ?? 'benchmark-artifacts');
    const file = options.outputFile === undefined ? undefined : resolve(directory, options.outputFile);
    const request = profileRequest(options);
    if (request?.compat && (json || file !== undefined)) {
      throw new UserError('--compat prints text; leave out --json and --outputFile.');
    }
    if (request !== undefined) {
      if (against !== undefined) throw new UserError('--against compares no traces.', 'Leave it out.');
      if (form !== 'terminal' && !json) {
        throw new UserError(`--${form} has no traces in it.`, 'Ask for them with --json, or without.');
      }
      await analyzeRecorded(tellLeftOut(findRecorded(artifacts, wanted, scenario)), request, json, file);
      return { success: true };
    }
    if (against !== undefined) {
      deliverReport(
        analyzeAgainst({ artifacts, runId: wanted, against, scenario, form }, styleFor(file)),
        file,
      );
      return { success: true };
    }
    const run = tellLeftOut(findRun(artifacts, wanted, scenario));
    const { runId, scenarios } = run;
    const reports = await summarizeAll(scenarios, readOnce());
    const page = form === 'html' ? join(dirname(scenarios[0]!.folder), PAGE) : undefined;
    const text =
      form === 'prComment'
        ? commentText(run, reports, options, workspace)
        : drawn(form, runId, reports, scenarios, styleFor(file));
    deliverReport(text, file ?? page);
    return { success: true };
  });
}

/** Name of the page in the folder of a run. */
const PAGE = 'report.html';

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

async function analyzeRecorded(
  run: RecordedRun,
  request: ProfileRequest,
  json: boolean,
  file: string | undefined,
): Promise<void> {
  if (request.compat) {
    for (const traces of run.traces) {
      const { text, note } = await compatibleTables(traces, request);
      process.stdout.write(text);
      if (note !== undefined) process.stderr.write(`${note}\n`);
    }
    return;
  }
  const read = readOnce();
  const reports = await summarizeAll(run.scenarios, read);
  const profiles: ProfileReport[] = [];
  for (const traces of run.traces) profiles.push(await analyzeProfiles(traces, request, read));
  const text = json
    ? jsonReport(run.runId, reports, profiles)
    : [...terminalSections(reports, styleFor(file)), ...profiles.map(profileText)].join('\n\n');
  deliverReport(text, file);
}
