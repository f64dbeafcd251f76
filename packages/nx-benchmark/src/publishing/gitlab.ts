import { UserError } from '../domain/user-error';
import { type CommentPlace, PAGE_SIZE } from './comment-place';
import type { JobFacts } from './job-facts';
import { required } from './required';

/** As GitLab's REST API has it: comments of a merge request are its notes. */
export function gitLabPlace({ env }: JobFacts, number?: string): CommentPlace {
  const project = required(env, 'CI_PROJECT_ID');
  const token = required(
    env,
    'GITLAB_TOKEN',
    'A project access token with the scope "api", as a masked variable: the job’s own token may not comment.',
  );
  const request = number ?? env.CI_MERGE_REQUEST_IID;
  if (request === undefined) {
    throw new UserError('This job does not run for a merge request.', 'Name one: --number=12.');
  }
  const api = `${env.CI_API_V4_URL ?? 'https://gitlab.com/api/v4'}/projects/${encodeURIComponent(project)}`;
  const notes = `${api}/merge_requests/${request}/notes`;
  return {
    name: `merge request ${request} of project ${project}`,
    page: (page) => `${notes}?per_page=${PAGE_SIZE}&page=${page}&sort=asc`,
    create: notes,
    update: (id) => `${notes}/${id}`,
    updateMethod: 'PUT',
    headers: { 'private-token': token },
    permission: 'GITLAB_TOKEN needs the scope "api" and the role Reporter or more.',
  };
}
