import { escaped } from './escaped';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** A page that needs nothing but itself. */
export interface Page {
  readonly title: string;
  /** Put after the style that all pages share. */
  readonly style?: string;
  /** HTML. */
  readonly body: readonly string[];
}

/** A page with the style and the keys of all reports, which may ask for nothing from anywhere. */
export function page({ title, style = '', body }: Page): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}${style}</style></head><body>`,
    ...body,
    `<script>${SCRIPT}</script></body></html>`,
  ].join('\n');
}

/** Where a page is filtered by name. */
export const FILTER_FIELD =
  '<p><input type="search" placeholder="filter by name ( / )" aria-label="filter by name"></p>';
