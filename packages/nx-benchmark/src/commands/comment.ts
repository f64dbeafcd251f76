import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findPlace } from '../publishing/find-place';
import { postSticky } from '../publishing/sticky-comment';
import { findRun } from '../results/read-results';
import { type CommentTextOptions, commentText } from './comment-text';
import { reportErrors } from './report-errors';
import { summarizeAll } from './summarize-all';
import { tellLeftOut } from './tell-left-out';

/** Options of the command. */
export interface CommentOptions extends CommentTextOptions {
  readonly artifacts?: string | undefined;
  readonly runId?: string | undefined;
  /** Of the pull request, where it is not the job's own. */
  readonly number?: string | undefined;
  /** Prints the comment and posts nothing. */
  readonly dryRun?: boolean | undefined;
}

/** Posts a saved run to the pull request of this CI job, as one comment that later runs update. */
export function comment(
  options: CommentOptions,
  directory: string,
  workspace?: string,
): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const artifacts = resolve(directory, options.artifacts ?? 'benchmark-artifacts');
    const run = tellLeftOut(findRun(artifacts, options.runId));
    const text = commentText(run, await summarizeAll(run.scenarios), options, workspace);
    if (options.dryRun) {
      process.stdout.write(`${text}\n`);
      return { success: true };
    }
    const { env } = process;
    const place = findPlace({ env, readFile: (path) => readFileSync(path, 'utf8') }, options.number);
    const posted = await postSticky(place, text);
    process.stderr.write(`${place.name}: comment ${posted}\n`);
    return { success: true };
  });
}
