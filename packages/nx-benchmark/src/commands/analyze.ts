import { resolve } from 'node:path';
import { UserError } from '../domain/user-error';
import { styleFor } from '../report/terminal/terminal-style';
import type { CommentTextOptions } from './comment-text';
import { deliverReport } from './deliver-report';
import { type ProfileOptions, profileRequest } from './profile-request';
import { reportErrors } from './report-errors';
import { type FormOptions, reportForm } from './report-form';

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
 * is asked for. A relative folder is meant from `directory`. Only what does the work asked for is loaded: the rest takes
 * longer to load than a small trace to read.
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
    const asked = { artifacts, runId: wanted, scenario, file };
    if (request !== undefined) {
      if (against !== undefined) throw new UserError('--against compares no traces.', 'Leave it out.');
      if (form !== 'terminal' && !json) {
        throw new UserError(`--${form} has no traces in it.`, 'Ask for them with --json, or without.');
      }
      const { analyzeTraces } = await import('./analyze-traces.js');
      await analyzeTraces(asked, request, json);
    } else if (against !== undefined) {
      const { analyzeAgainst } = await import('./analyze-against.js');
      deliverReport(analyzeAgainst({ ...asked, against, form }, styleFor(file)), file);
    } else {
      const { analyzeRun } = await import('./analyze-run.js');
      await analyzeRun(asked, form, options, workspace);
    }
    return { success: true };
  });
}
