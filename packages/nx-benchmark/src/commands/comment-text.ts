import { UserError } from '../domain/user-error';
import { listScenarios } from '../listing/list-scenarios';
import { marker } from '../publishing/sticky-comment';
import { withoutTokens } from '../publishing/without-tokens';
import { pullRequestComment, type SelectionReason } from '../report/pull-request-comment';
import type { ScenarioReport } from '../report/summarize';
import type { FoundRun } from '../results/read-results';
import { workspaceOptions } from './workspace-options';

/** Options that a comment depends on. */
export interface CommentTextOptions {
  /** Where the change left: a commit; nx.json's defaultBase without it. */
  readonly base?: string | undefined;
  /** Tells several comments of one pull request apart. */
  readonly name?: string | undefined;
}

/**
 * A run as the comment of a pull request, with the hidden line that it is found again by, and why these scenarios ran. No
 * token of the job is in it, whatever a scenario printed.
 *
 * @param workspace folder of nx.json; without it nothing is known of the change
 */
export function commentText(
  { runId, leftOut }: Pick<FoundRun, 'runId' | 'leftOut'>,
  reports: readonly ScenarioReport[],
  { base, name = 'benchmarks' }: CommentTextOptions,
  workspace: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const reasons = workspace === undefined ? [] : reasonsOf(workspace, base);
  const missing = leftOut.map(({ reason }) => reason);
  return withoutTokens(pullRequestComment(marker(name), runId, reports, reasons, missing), env);
}

/** Why which scenario was selected; a comment is worth having without it. */
function reasonsOf(workspaceRoot: string, base: string | undefined): readonly SelectionReason[] {
  try {
    const { plugin, defaultBase } = workspaceOptions(workspaceRoot);
    const change = { kind: 'git', base: base ?? defaultBase, head: undefined, defaultBase } as const;
    const { scenarios } = listScenarios({ workspaceRoot, suite: plugin, change, ignore: plugin.ignore });
    return scenarios.flatMap(({ scenario, why }) =>
      why.map(({ file, pattern }) => ({ scenario, file, pattern })),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`the comment does not say why these scenarios: ${error.message}\n`);
    return [];
  }
}
