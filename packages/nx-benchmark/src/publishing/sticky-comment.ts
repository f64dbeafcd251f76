import { UserError } from '../domain/user-error';
import { type CommentPlace, PAGE_SIZE } from './comment-place';

/** Pages of comments that are searched; nobody writes more than these. */
const MOST_PAGES = 50;

/** First line of a comment, which nobody sees: by it the comment is found again. */
export function marker(name: string): string {
  return `<!-- nx-benchmark: ${name.replace(/[^\w.-]/g, '-')} -->`;
}

/** What became of a comment. */
export type Posted = 'created' | 'updated' | 'unchanged';

/**
 * Puts the text into the one comment that begins with its first line, the marker; makes that comment where there is none.
 *
 * @param body beginning with a marker
 * @throws UserError saying what the server answered; never with a token in it
 */
export async function postSticky(
  place: CommentPlace,
  body: string,
  get: typeof fetch = fetch,
): Promise<Posted> {
  const [mark = ''] = body.split('\n');
  const earlier = await findComment(place, mark, get);
  if (earlier === undefined) {
    await ask(place, get, place.create, 'POST', body);
    return 'created';
  }
  if (earlier.body.replaceAll('\r\n', '\n').trimEnd() === body.trimEnd()) return 'unchanged';
  await ask(place, get, place.update(String(earlier.id)), place.updateMethod, body);
  return 'updated';
}

interface Comment {
  readonly id: number | string;
  readonly body: string;
}

async function findComment(
  place: CommentPlace,
  mark: string,
  get: typeof fetch,
): Promise<Comment | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const comments = (await ask(place, get, place.page(page), 'GET')) as readonly Partial<Comment>[];
    const found = comments.find(({ body }) => body?.startsWith(mark));
    if (found !== undefined) return found as Comment;
    if (comments.length < PAGE_SIZE) return undefined;
  }
  return undefined;
}

async function ask(
  place: CommentPlace,
  get: typeof fetch,
  url: string,
  method: string,
  body?: string,
): Promise<unknown> {
  const init: RequestInit = {
    method,
    headers: {
      ...place.headers,
      'user-agent': 'nx-benchmark',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
    signal: AbortSignal.timeout(30_000),
  };
  let answer: Response;
  try {
    answer = await get(url, init);
  } catch (error) {
    // fetch says no more than "fetch failed"; the cause has the address or, where several were tried, a code alone.
    const { message, cause } = error as Error & { readonly cause?: NodeJS.ErrnoException };
    const why = cause?.message || cause?.code || message;
    throw new UserError(`${new URL(url).origin} could not be reached: ${why}.`, undefined, { cause: error });
  }
  const text = await answer.text();
  if (!answer.ok) {
    const refused = answer.status === 401 || answer.status === 403;
    throw new UserError(
      `${new URL(url).origin} answered ${answer.status} for ${place.name}: ${said(text)}`,
      refused ? place.permission : undefined,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${new URL(url).origin} did not answer in JSON for ${place.name}.`, undefined, {
      cause: error,
    });
  }
}

/** The server's own words, where it has some. */
function said(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === 'string' ? message : JSON.stringify(message ?? 'no reason given');
  } catch {
    return text.slice(0, 200) || 'no reason given';
  }
}
