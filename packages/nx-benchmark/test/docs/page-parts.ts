import type { MarkdownPage } from './markdown-pages';

/** A place in a page: what a failing test names. */
export interface Place {
  /** Path of the page. */
  readonly page: string;
  /** From 1. */
  readonly line: number;
}

/** A fenced block; its place is that of its first line of code. */
export interface CodeBlock extends Place {
  /** The word behind the fence: `sh`, `json`; empty without one. */
  readonly language: string;
  readonly lines: readonly string[];
}

/** Code within a sentence or a table. */
export interface CodeSpan extends Place {
  readonly text: string;
}

/** A page taken apart. */
export interface PageParts {
  readonly blocks: readonly CodeBlock[];
  readonly spans: readonly CodeSpan[];
  /** The page without its blocks: as many lines, those of blocks empty. */
  readonly prose: string;
}

/** Takes a page apart. */
export function pageParts({ path: page, text }: MarkdownPage): PageParts {
  const blocks: CodeBlock[] = [];
  const prose: string[] = [];
  let open: { readonly language: string; readonly line: number; readonly lines: string[] } | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const fence = /^ *```(.*)$/.exec(line);
    prose.push(fence === null && open === undefined ? line : '');
    if (fence === null) open?.lines.push(line);
    else if (open === undefined) open = { language: fence[1]!.trim(), line: at + 2, lines: [] };
    else {
      blocks.push({ page, ...open });
      open = undefined;
    }
  }
  const joined = prose.join('\n');
  return { blocks, spans: spansIn(page, joined), prose: joined };
}

/** Spans may go on in the next line, but not in the next paragraph. */
const SPAN = /(`+)((?:(?!\n\s*\n)[^`])+)\1/g;

function spansIn(page: string, prose: string): readonly CodeSpan[] {
  return [...prose.matchAll(SPAN)].map((found) => ({
    page,
    line: lineAt(prose, found.index),
    // A table escapes what would end its cell.
    text: found[2]!.replaceAll('\\|', '|').replace(/\s*\n\s*/g, ' '),
  }));
}

/** The line, from 1, of a place in a text. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** The same text with blanks for spans: what looks like Markdown in them is none. */
export function withoutSpans(prose: string): string {
  return prose.replace(SPAN, (span) => span.replace(/[^\n]/g, ' '));
}
