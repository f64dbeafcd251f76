import type { Suite } from '../domain/suite';
import { fnmatch } from './fnmatch';
import type { SuiteSelection } from './select-suites';

/** A selected suite, and how specific to it the change is. */
export interface RankedSelection extends SuiteSelection {
  /** From 0 (the change concerns every suite alike) upwards; comparable within one ranking. */
  readonly score: number;
  /** One line on the rarest pattern that matched: how many suites have it and, if known, how many files it matches. */
  readonly reason: string;
}

/**
 * Orders a selection, most specific first: by the rarest pattern that matched; among equals by how much of the suite's
 * name the path of a matched file has in it (`span` for `_trace/span.py`), then by the rarity of all matched files
 * together, then the suite with fewer patterns, then by name. `suites` are all suites there are,
 * `repositoryFiles` all files of the workspace, where they are known.
 *
 * Rarity is a pattern's surprise (log2 of all to those it has) among suites, times that among files: a product, since a
 * pattern that all suites have tells none from another, be it ever so rare among files.
 */
export function rankSuites(
  selection: readonly SuiteSelection[],
  suites: readonly Suite[],
  repositoryFiles: readonly string[] = [],
): readonly RankedSelection[] {
  const rarityOf = rarities(suites, repositoryFiles);
  const weighed = selection.map((selected) => ({ selected, ...weigh(selected, rarityOf) }));
  weighed.sort(
    (a, b) =>
      b.rarest.score - a.rarest.score ||
      kinship(b.selected) - kinship(a.selected) ||
      b.total - a.total ||
      a.selected.suite.patterns.length - b.selected.suite.patterns.length ||
      (a.selected.suite.name < b.selected.suite.name ? -1 : 1),
  );
  return weighed.map(({ selected, rarest }) => ({ ...selected, ...rarest }));
}

/** The largest share of the words of a suite's name that a matched path holds: 1 where it holds them all. */
function kinship({ suite, matchedFiles }: SuiteSelection): number {
  const words = wordsOf(suite.scenario);
  const shares = matchedFiles.map((file) => {
    const inPath = new Set(wordsOf(file));
    return words.filter((word) => inPath.has(word)).length / words.length;
  });
  return Math.max(0, ...shares);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^a-z0-9]+/i).filter((word) => word !== '');
}

interface Rarity {
  readonly score: number;
  readonly reason: string;
}

/** The rarity of any pattern of the suites; each is counted once. */
function rarities(suites: readonly Suite[], files: readonly string[]): (pattern: string) => Rarity {
  const suitesWith = new Map<string, number>();
  for (const { text } of suites.flatMap(({ patterns }) => patterns)) {
    suitesWith.set(text, (suitesWith.get(text) ?? 0) + 1);
  }
  const known = new Map<string, Rarity>();
  return (pattern) => {
    const rarity =
      known.get(pattern) ?? rarityOf(pattern, suitesWith.get(pattern) ?? 0, suites.length, files);
    known.set(pattern, rarity);
    return rarity;
  };
}

function rarityOf(pattern: string, inSuites: number, allSuites: number, files: readonly string[]): Rarity {
  const share = inSuites === allSuites ? `all ${allSuites}` : `${inSuites} of ${allSuites}`;
  const reason = `${pattern} is in ${share} suites`;
  if (files.length === 0) return { score: surprise(inSuites, allSuites), reason };
  const matched = files.filter((file) => fnmatch(file, pattern)).length;
  return {
    score: rounded(surprise(inSuites, allSuites) * surprise(matched, files.length)),
    reason: `${reason} and matches ${matched} of ${files.length} files`,
  };
}

/** Bits. What was never seen counts as seen once: the pattern of a deleted file matches none of those that are left. */
function surprise(seen: number, all: number): number {
  return rounded(Math.log2(all / Math.max(1, seen)));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function weigh({ why }: SuiteSelection, rarityOf: (pattern: string) => Rarity) {
  let rarest: Rarity = { score: -1, reason: '' };
  const ofFile = new Map<string, number>();
  for (const { file, pattern } of why) {
    const rarity = rarityOf(pattern);
    if (rarity.score > rarest.score) rarest = rarity;
    ofFile.set(file, Math.max(ofFile.get(file) ?? 0, rarity.score));
  }
  return { rarest, total: [...ofFile.values()].reduce((sum, score) => sum + score, 0) };
}
