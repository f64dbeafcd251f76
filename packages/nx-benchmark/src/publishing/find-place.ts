import { UserError } from '../domain/user-error';
import type { CommentPlace } from './comment-place';
import { gitHubPlace } from './github';
import { gitLabPlace } from './gitlab';
import type { JobFacts } from './job-facts';

/**
 * The pull or merge request that the job runs for.
 *
 * @param number of it, where it is not the job's own
 * @throws UserError naming the variables that are missing
 */
export function findPlace(facts: JobFacts, number?: string): CommentPlace {
  if (facts.env.GITHUB_REPOSITORY !== undefined) return gitHubPlace(facts, number);
  if (facts.env.CI_PROJECT_ID !== undefined) return gitLabPlace(facts, number);
  throw new UserError(
    'This is neither a job of GitHub (GITHUB_REPOSITORY) nor one of GitLab (CI_PROJECT_ID).',
    'Run it in such a job, or set the variables it would set: see docs/pull-requests.md.',
  );
}
