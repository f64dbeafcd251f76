import { fnmatchTokens } from './fnmatch-tokens';
import { matchableGlob } from './matchable-glob';
import { type Spelling, spellingOf } from './token-spelling';

/** What a pattern becomes as `inputs` of an Nx target. */
export interface Filesets {
  /** `{workspaceRoot}/…`, sorted; together they stand for the pattern. None at all: it can match no path. */
  readonly filesets: readonly string[];
  readonly precision: Precision;
}

/**
 * - `exact`: the same files as the pattern;
 * - `ascii`: the same where names are printable ASCII; of other names, possibly too many;
 * - `superset`: all files of the pattern, and possibly others.
 */
export type Precision = Spelling['precision'];

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
  const globs = combinations(spellings).flatMap((glob) => matchableGlob(glob) ?? []);
  const filesets = [...new Set(globs.map(({ text }) => `{workspaceRoot}/${text}`))].sort();
  const precisions = new Set<Precision>(spellings.map(({ precision }) => precision));
  if (precisions.has('superset') || globs.some(({ exact }) => !exact))
    return { filesets, precision: 'superset' };
  return { filesets, precision: precisions.has('ascii') ? 'ascii' : 'exact' };
}

/** With more ways to write a pattern than this, its end becomes "anything". */
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
  return [...kept, { texts: open ? [''] : ['*', '*/**/*'], precision: 'superset' }];
}

function combinations(spellings: readonly Spelling[]): readonly string[] {
  let globs: readonly string[] = [''];
  for (const { texts } of spellings) globs = globs.flatMap((glob) => texts.map((text) => glob + text));
  return globs;
}
