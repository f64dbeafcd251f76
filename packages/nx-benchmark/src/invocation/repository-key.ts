import { redact } from '../domain/redact';
import type { RepositoryRequirement } from '../domain/requirement';
import { gitLater } from '../git/git-later';
import { contentKey } from '../sides/content-key';

/**
 * The commit that a branch or tag of a repository is now, as its server says it.
 *
 * @param say told when the server could not be asked
 */
export async function repositoryKey(
  { text, url, ref = 'HEAD' }: RepositoryRequirement,
  say: (line: string) => void,
): Promise<string> {
  // As it was written, but not readable: it may hold a password.
  const named = contentKey([text]);
  if (/^[0-9a-f]{40}$/.test(ref)) return named;
  const { succeeded, stdout } = await gitLater(process.cwd(), ['ls-remote', url, ref, `${ref}^{}`]);
  if (succeeded) return `${named} is ${stdout}`;
  say(
    `caution: the repository of ${redact(text)} did not answer, so nobody knows which commit it means today; name a commit to make the cache safe`,
  );
  return `${named}, unknown`;
}
