import { type FnmatchToken, fnmatchTokens } from './fnmatch-tokens';
import { tokenSource } from './token-source';

/**
 * Whether `path` matches `pattern` as Python's `fnmatch.fnmatchcase(path, pattern)` answers on POSIX: `*` and `?` cross
 * `/`, files that begin with a dot are nothing special, and case counts.
 */
export function fnmatch(path: string, pattern: string): boolean {
  return compiled(pattern).test(path);
}

const cache = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = cache.get(pattern);
  if (known) return known;
  const regExp = new RegExp(`^${wholePattern(fnmatchTokens(pattern))}$`, 'su');
  cache.set(pattern, regExp);
  return regExp;
}

/**
 * Between two stars the first place where the piece fits is always good enough, so each piece but the last is matched
 * once and never again (an atomic group, spelled as lookahead and back-reference): many stars stay cheap.
 */
function wholePattern(tokens: readonly FnmatchToken[]): string {
  const [head = '', ...pieces] = piecesBetweenStars(tokens);
  const last = pieces.pop();
  const middle = pieces.map((piece, index) => `(?=(.*?${piece}))\\${index + 1}`).join('');
  return last === undefined ? head : `${head}${middle}.*${last}`;
}

function piecesBetweenStars(tokens: readonly FnmatchToken[]): string[] {
  const pieces = [''];
  for (const token of tokens) {
    if (token.kind === 'star') pieces.push('');
    else pieces[pieces.length - 1] += tokenSource(token);
  }
  return pieces;
}
