import type { PipFailure } from './explain-pip-failure';

/**
 * Tells an index that lacks a package from a URL where there is no index at all: to both pip says 404. The index's own
 * page is asked for by pip itself, which knows the way: as if it were a package of the folder above.
 *
 * @param log pip's log of the failure
 * @param ask runs pip for a package of an index, and returns its log
 * @returns undefined where the index is there, or cannot be asked like that
 */
export async function lostIndex(
  log: string,
  env: Readonly<Record<string, string>>,
  ask: (url: string, page: string) => Promise<string>,
): Promise<PipFailure | undefined> {
  const missing = /404 Client Error: [^\n]* for url: (https?:\/\/\S+)/.exec(log)?.[1];
  const index = env.PIP_INDEX_URL;
  if (missing === undefined || index === undefined || /from versions: (?!none\))/.test(log)) return undefined;
  const parts = /^(.*\/)([a-z0-9-]+)\/?$/.exec(index);
  if (parts === null || !URL.canParse(index)) return undefined;
  const shown = `${new URL(index).origin}${new URL(index).pathname}`;
  if (!missing.startsWith(shown) || !/404 Client Error/.test(await ask(parts[1]!, parts[2]!)))
    return undefined;
  return {
    cause: `there is no package index at ${shown} (404)`,
    remedy: 'Correct the URL in PIP_INDEX_URL or pip.conf; it usually ends with /simple/.',
  };
}
