import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../nx';
import { type MarkdownPage, markdownPage, markdownPages } from './markdown-pages';
import { lineAt, pageParts, withoutSpans } from './page-parts';

interface Link {
  readonly line: number;
  readonly target: string;
}

function linksOf(page: MarkdownPage): readonly Link[] {
  const prose = withoutSpans(pageParts(page).prose);
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((found) => ({ line: lineAt(prose, found.index), target: found[1]! }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** The names that GitHub and GitLab give to the headings of a page. */
function anchorsOf(page: MarkdownPage): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, heading] of pageParts(page).prose.matchAll(/^#{1,6} +(.+)$/gm)) {
    const text = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const name = text.replace(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-');
    let numbered = name;
    for (let at = 1; names.has(numbered); at += 1) numbered = `${name}-${at}`;
    names.add(numbered);
  }
  return names;
}

/** Why a link leads nowhere; undefined for one that leads somewhere. */
function whyBroken(page: MarkdownPage, { line, target }: Link): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page.path : posix.join(posix.dirname(page.path), file);
  const where = `${page.path}:${line}: ${target}`;
  if (!existsSync(join(REPOSITORY, path))) return `${where}: there is no ${path}`;
  if (anchor === undefined || anchorsOf(markdownPage(path)).has(anchor)) return undefined;
  return `${where}: ${path} has no heading of that name`;
}

describe('links', () => {
  it('lead to files and headings that exist', () => {
    const pages = markdownPages();
    const links = pages.flatMap((page) => linksOf(page).map((link) => [page, link] as const));
    expect(links.length).toBeGreaterThan(30);
    expect(links.flatMap(([page, link]) => whyBroken(page, link) ?? [])).toEqual([]);
  });

  it('of what is published lead to nothing that is not', () => {
    const shipped = markdownPages().filter(({ path }) => path.startsWith('packages/nx-benchmark/'));
    const leaving = shipped.flatMap((page) =>
      linksOf(page)
        .filter(({ target }) => {
          const path = posix.join(posix.dirname(page.path), target);
          return !path.startsWith('packages/nx-benchmark/');
        })
        .map(({ line, target }) => `${page.path}:${line}: ${target}`),
    );
    expect(shipped.length).toBeGreaterThan(1);
    expect(leaving).toEqual([]);
  });
});
