import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../nx';

/** A page of the documentation. */
export interface MarkdownPage {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every Markdown page of the repository, committed or not yet. */
export function markdownPages(): readonly MarkdownPage[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md'];
  const listed = execFileSync('git', list, { cwd: REPOSITORY, encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .filter((path) => existsSync(join(REPOSITORY, path)))
    .map(markdownPage);
}

/** One of them. */
export function markdownPage(path: string): MarkdownPage {
  return { path, text: readFileSync(join(REPOSITORY, path), 'utf8') };
}
