import { fnmatchTokens } from './fnmatch-tokens';
import { tokenSource } from './token-source';

/**
 * Whether `pattern` can match some path below `folder` (given with or without its last `/`), be there such a file or
 * not: a folder stands for everything that is, was or will be in it.
 */
export function fnmatchBelow(folder: string, pattern: string): boolean {
  return compiled(pattern).test(folder.endsWith('/') ? folder : `${folder}/`);
}

const cache = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = cache.get(pattern);
  if (known) return known;
  const regExp = beginningOf(pattern);
  cache.set(pattern, regExp);
  return regExp;
}

/** Matches what any match of the pattern may begin with: the first token, or the first two, and so on. */
function beginningOf(pattern: string): RegExp {
  const tokens = fnmatchTokens(pattern);
  const impossible = tokens.some(
    (token) => token.kind === 'set' && !token.negated && token.ranges.length === 0,
  );
  if (impossible) return /(?!)/;
  const nested = tokens.reduceRight((rest, token) => `(?:${tokenSource(token)}${rest})?`, '');
  return new RegExp(`^${nested}$`, 'su');
}
