import { UserError } from '../domain/user-error';
import { type CommentPlace, PAGE_SIZE } from './comment-place';
import type { JobFacts } from './job-facts';
import { required } from './required';

/** As GitHub's REST API has it: a pull request is an issue, and its comments are that issue's. */
export function gitHubPlace(facts: JobFacts, number?: string): CommentPlace {
  const { env } = facts;
  const repository = required(env, 'GITHUB_REPOSITORY');
  const token = required(env, 'GITHUB_TOKEN', 'In a workflow, under env: the secret github.token.');
  const pull = number ?? pullRequest(facts);
  const api = `${env.GITHUB_API_URL ?? 'https://api.github.com'}/repos/${repository}/issues`;
  return {
    name: `pull request ${pull} of ${repository}`,
    page: (page) => `${api}/${pull}/comments?per_page=${PAGE_SIZE}&page=${page}`,
    create: `${api}/${pull}/comments`,
    update: (id) => `${api}/comments/${id}`,
    updateMethod: 'PATCH',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    },
    permission: 'The job needs the permission "pull-requests: write".',
  };
}

/** From the event, since a job may run on another branch than the pull request's (`pull_request_target`, `workflow_run`). */
function pullRequest({ env, readFile }: JobFacts): string {
  const fromRef = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? '')?.[1];
  if (fromRef !== undefined) return fromRef;
  const path = env.GITHUB_EVENT_PATH;
  const event = path === undefined ? undefined : (JSON.parse(readFile(path)) as GitHubEvent);
  const found =
    event?.pull_request?.number ?? event?.issue?.number ?? event?.workflow_run?.pull_requests?.[0]?.number;
  if (found !== undefined) return String(found);
  throw new UserError('This job does not run for a pull request.', 'Name one: --number=12.');
}

interface GitHubEvent {
  readonly pull_request?: { readonly number: number };
  readonly issue?: { readonly number: number };
  readonly workflow_run?: { readonly pull_requests?: readonly { readonly number: number }[] };
}
