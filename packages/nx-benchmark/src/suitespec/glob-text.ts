import type { CodePointRange } from './fnmatch-tokens';

/** A piece of a glob that stands for one character; `exact` is false where it admits a few others as well. */
export interface GlobText {
  readonly text: string;
  readonly exact: boolean;
}

/** The glob of one character: the same for minimatch and for Nx's native matcher, from Nx 22 on. */
export function globOfCharacter(character: string): GlobText {
  if (NEVER_WRITTEN.includes(character)) return globOfRanges([rangeOf(character)]);
  if (character === '\\') return { text: '[\\\\]', exact: true };
  return { text: '*?[]}#'.includes(character) ? `[${character}]` : character, exact: true };
}

/**
 * The glob of one character out of `ranges`: printable ASCII without `/`, ascending and apart. At least one.
 *
 * Within the brackets `]` comes first, `-` last and `^` anywhere but first; a backslash is doubled, since it escapes
 * for minimatch and is merely there twice for the native matcher.
 */
export function globOfRanges(ranges: readonly CodePointRange[]): GlobText {
  const [[first, last], ...others] = ranges as [CodePointRange, ...CodePointRange[]];
  if (others.length === 0 && first === last && !NEVER_WRITTEN.includes(String.fromCharCode(first))) {
    return globOfCharacter(String.fromCharCode(first));
  }
  const widened = ranges.map(([from, to]): CodePointRange => [widen(from, -1), widen(to, 1)]);
  const members = widened.flatMap(spelled);
  const among = (character: string) => (members.includes(character) ? [character] : []);
  const ordered = [
    ...among(']'),
    ...members.filter((member) => !']\\[^-'.includes(member)),
    ...among('\\').map((backslash) => backslash.repeat(2)),
    ...among('['),
    ...among('^'),
    ...among('-'),
  ];
  const text = ordered[0] === '^' ? '-^' : ordered.join('');
  return { text: `[${text}]`, exact: ranges.every((range, at) => String(range) === String(widened[at])) };
}

/**
 * Syntax to one matcher or another wherever it stands, even escaped or in brackets: Nx 22 looks for groups, minimatch
 * expands braces before anything else. Where one of them would have to be written, its neighbours stand in for it.
 */
const NEVER_WRITTEN = '!(|{';

function widen(codePoint: number, step: 1 | -1): number {
  return NEVER_WRITTEN.includes(String.fromCodePoint(codePoint)) ? widen(codePoint + step, step) : codePoint;
}

/** The members of a class that make up a range, the awkward ones at its ends apart. */
function spelled([first, last]: CodePointRange): string[] {
  if (first > last) return [];
  const [from, to] = [String.fromCodePoint(first), String.fromCodePoint(last)];
  if (']\\[^-'.includes(from)) return [from, ...spelled([first + 1, last])];
  if (']\\[^-'.includes(to)) return [to, ...spelled([first, last - 1])];
  return first === last ? [from] : [`${from}-${to}`];
}

function rangeOf(character: string): CodePointRange {
  const codePoint = character.codePointAt(0)!;
  return [codePoint, codePoint];
}
