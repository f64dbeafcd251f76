import { codePointsOf, within } from './code-point-ranges';
import type { FnmatchToken } from './fnmatch-tokens';
import { globOfCharacter, globOfRanges } from './glob-text';

/** The ways to write one token of a pattern as a piece of a glob; each stands for a part of what the token matches. */
export interface Spelling {
  readonly texts: readonly string[];
  /** `ascii`: too much only where the path has other characters than printable ASCII. */
  readonly precision: 'exact' | 'ascii' | 'superset';
}

/** Spells one token; a callback for `map`, since a star is written by what stands around it. */
export function spellingOf(token: FnmatchToken, at: number, tokens: readonly FnmatchToken[]): Spelling {
  switch (token.kind) {
    case 'literal': {
      const { text, exact } = globOfCharacter(token.character);
      return { texts: [text], precision: exact ? 'exact' : 'superset' };
    }
    case 'star':
      return { texts: textsOfStar(tokens[at - 1], tokens[at + 1]), precision: 'exact' };
    case 'set':
      return spellingOfSet(token);
  }
}

function textsOfStar(before: FnmatchToken | undefined, after: FnmatchToken | undefined): readonly string[] {
  if (before === undefined || isSlash(before)) return ['**/*'];
  return after !== undefined && isSlash(after) ? ['*/**'] : ['*', '*/**/*'];
}

function isSlash(token: FnmatchToken): boolean {
  return token.kind === 'literal' && token.character === '/';
}

/**
 * The native matcher compares bytes, so that none of its wildcards for one character matches `é`. Such characters are
 * written "one of them, and anything after it": too much, but never too little.
 */
function spellingOfSet(set: FnmatchToken & { readonly kind: 'set' }): Spelling {
  const codePoints = codePointsOf(set);
  const printable = [...within(codePoints, 0x20, 0x2e), ...within(codePoints, 0x30, 0x7e)];
  const slash = within(codePoints, 0x2f, 0x2f);
  const others = [...within(codePoints, 0x01, 0x1f), ...within(codePoints, 0x7f, 0x10ffff)];

  const ofPrintable = printable.length > 0 ? [globOfRanges(printable)] : [];
  const single = others.every(([first, last]) => first === last);
  return {
    texts: [
      ...ofPrintable.map(({ text }) => (text === EVERY_PRINTABLE ? '?' : text)),
      ...slash.map(() => '/'),
      ...(single ? others.map(([only]) => String.fromCodePoint(only)) : [`${NOT_PRINTABLE}*`]),
    ],
    precision: ofPrintable.some(({ exact }) => !exact) ? 'superset' : single ? 'exact' : 'ascii',
  };
}

const EVERY_PRINTABLE = '[ -.0-~]';

/** To minimatch, all UTF-16 units but printable ASCII; to the native matcher, all bytes that such characters have. */
const NOT_PRINTABLE = '[\u0001-\u001f\u007f-\uffff\u{10000}\u{40000}\u{80000}\u{c0000}\u{100000}]';
