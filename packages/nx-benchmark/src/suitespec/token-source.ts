import type { FnmatchToken } from './fnmatch-tokens';

/** The regular expression (flags `s` and `u`) that matches what one token matches. */
export function tokenSource(token: FnmatchToken): string {
  switch (token.kind) {
    case 'star':
      return '.*';
    case 'literal':
      return codePoint(token.character.codePointAt(0)!);
    case 'set': {
      const ranges = token.ranges.map(([first, last]) => `${codePoint(first)}-${codePoint(last)}`);
      return `[${token.negated ? '^' : ''}${ranges.join('')}]`;
    }
  }
}

function codePoint(value: number): string {
  return `\\u{${value.toString(16)}}`;
}
