import { codePointsOf, within } from './code-point-ranges';
import { type FnmatchToken, fnmatchTokens } from './fnmatch-tokens';
import { type GlobText, globOfCharacter, globOfRanges } from './glob-text';

/** What a pattern becomes as `inputs` of an Nx target. */
export interface Filesets {
  /** `{workspaceRoot}/…`, sorted; together they stand for the pattern. None at all: it can match no path. */
  readonly filesets: readonly string[];
  /**
   * - `exact`: the same files as the pattern;
   * - `ascii`: the same where names are printable ASCII; of other names, possibly too many;
   * - `superset`: all files of the pattern, and possibly others.
   */
  readonly precision: Precision;
}

type Precision = 'exact' | 'ascii' | 'superset';

/**
 * The filesets that select what an fnmatch pattern matches, be it minimatch that reads them (`nx affected` up to Nx 22)
 * or Nx's native matcher (hashing, and everything since).
 *
 * A wildcard of theirs stays within a folder, so that everything in a pattern that may match `/` is written both ways:
 * `a/_x*` becomes `a/_x*` and whatever is below a folder `a/_x*`. Paths are those of files, relative to the workspace,
 * without empty, `.` or `..` segments; a pattern that asks for such a segment selects nothing, here as there.
 */
export function filesetsOf(pattern: string): Filesets {
  const filesets = translated.get(pattern) ?? translate(pattern);
  translated.set(pattern, filesets);
  return filesets;
}

/** Suites share most of their patterns, and every Nx command asks again. */
const translated = new Map<string, Filesets>();

function translate(pattern: string): Filesets {
  const spellings = withinLimit(fnmatchTokens(pattern).map(spellingOf));
  const globs = combinations(spellings.map(({ texts }) => texts))
    .map((glob) => glob.split('/').map(withoutDoubledStars))
    .filter((segments) => segments.every(canBeName))
    .map((segments) => fileAlone(withinMinimatch(segments)));
  const filesets = [...new Set(globs.map(({ text }) => `{workspaceRoot}/${text}`))].sort();
  const inexact = globs.every(({ exact }) => exact) ? [] : (['superset'] as const);
  return { filesets, precision: worst([...spellings.map(({ precision }) => precision), ...inexact]) };
}

/** The ways to write one token as a glob, each of which stands for a part of what it matches. */
interface Spelling {
  readonly texts: readonly string[];
  readonly precision: Precision;
}

function spellingOf(token: FnmatchToken, at: number, tokens: readonly FnmatchToken[]): Spelling {
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

const STAR_ANYWHERE = ['*', '*/**/*'];

function textsOfStar(before: FnmatchToken | undefined, after: FnmatchToken | undefined): readonly string[] {
  if (before === undefined || isSlash(before)) return ['**/*'];
  return after !== undefined && isSlash(after) ? ['*/**'] : STAR_ANYWHERE;
}

function isSlash(token: FnmatchToken): boolean {
  return token.kind === 'literal' && token.character === '/';
}

/**
 * The native matcher compares bytes: none of its wildcards for one character matches `é`. Such characters become "one
 * of them, and anything after it", which is too much, but never too little.
 */
function spellingOfSet(set: FnmatchToken & { readonly kind: 'set' }): Spelling {
  const codePoints = codePointsOf(set);
  const printable = [...within(codePoints, 0x20, 0x2e), ...within(codePoints, 0x30, 0x7e)];
  const slash = within(codePoints, 0x2f, 0x2f);
  const others = [...within(codePoints, 0x01, 0x1f), ...within(codePoints, 0x7f, 0x10ffff)];
  const { text, exact } = printable.length === 0 ? NOTHING : globOfRanges(printable);
  const few = others.every(([first, last]) => first === last);
  return {
    texts: [
      ...(text === EVERY_PRINTABLE ? ['?'] : printable.map(() => text).slice(0, 1)),
      ...slash.map(() => '/'),
      ...(few ? others.map(([only]) => String.fromCodePoint(only)) : [`${NOT_PRINTABLE}*`]),
    ],
    precision: !exact ? 'superset' : few ? 'exact' : 'ascii',
  };
}

const NOTHING = { text: '', exact: true };
const EVERY_PRINTABLE = '[ -.0-~]';

/** For minimatch every UTF-16 unit beyond printable ASCII; for the native matcher every byte of such characters. */
const NOT_PRINTABLE = '[\u0001-\u001f\u007f-\uffff\u{10000}\u{40000}\u{80000}\u{c0000}\u{100000}]';

/** More ways to write a pattern than this, and its end is replaced by "anything". */
const MOST_COMBINATIONS = 16;

function withinLimit(spellings: readonly Spelling[]): readonly Spelling[] {
  let combined = 1;
  const tooMany = spellings.findIndex(({ texts }) => {
    combined *= texts.length;
    return combined > MOST_COMBINATIONS;
  });
  if (tooMany < 0) return spellings;
  const kept = spellings.slice(0, tooMany);
  const open = kept.at(-1)?.texts.every((text) => text.endsWith('*'));
  return [...kept, { texts: open ? [''] : STAR_ANYWHERE, precision: 'superset' }];
}

function combinations(choices: readonly (readonly string[])[]): readonly string[] {
  return choices.reduce<readonly string[]>(
    (globs, texts) => globs.flatMap((glob) => texts.map((text) => glob + text)),
    [''],
  );
}

function withoutDoubledStars(segment: string): string {
  return segment === '**' ? segment : segment.replaceAll(/\*{2,}/g, '*');
}

function canBeName(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..';
}

/**
 * minimatch (9.0.6 to 10.2.6 at least) looks for what stands between two `**` in too short a part of the path, if what
 * stands between later ones is shorter: `**​/x/y/**​/z/**​/*` misses `x/y/z/a`. Such a glob ends after its second `**`.
 */
function withinMinimatch(segments: readonly string[]): GlobText {
  const [, ...sections] = lengthsBetweenGlobstars(segments).slice(0, -1);
  const before = (count: number) => sum(sections.slice(0, count));
  const after = (count: number) => sum(sections.slice(sections.length - count));
  const found = sections.every((_, count) => before(count) <= after(count));
  if (found) return { text: segments.join('/'), exact: true };
  const second = segments.indexOf('**', segments.indexOf('**') + 1);
  return { text: [...segments.slice(0, second + 1), '*'].join('/'), exact: false };
}

function lengthsBetweenGlobstars(segments: readonly string[]): readonly number[] {
  return segments.reduce<readonly number[]>(
    (lengths, segment) =>
      segment === '**' ? [...lengths, 0] : [...lengths.slice(0, -1), lengths.at(-1)! + 1],
    [0],
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Since Nx 23 a fileset without wildcards is that file or, if it is a folder, everything below it. A bracket around one
 * character (`setup[.]py`) makes it a wildcard again, and the file alone.
 */
function fileAlone({ text, exact }: GlobText): GlobText {
  if (hasWildcard(text)) return { text, exact };
  const bracketed = [text.replace(/\.(?=[^./]*$)/, '[.]'), text.replace(/\w(?=[^\w/]*$)/, '[$&]')].find(
    hasWildcard,
  );
  return bracketed === undefined ? { text, exact: false } : { text: bracketed, exact };
}

function hasWildcard(glob: string): boolean {
  return /[*?[]/.test(glob);
}

function worst(precisions: readonly Precision[]): Precision {
  return (['superset', 'ascii'] as const).find((precision) => precisions.includes(precision)) ?? 'exact';
}
