import { describe, expect, test } from '@jest/globals';
import { filesetsOf } from './filesets';
import { fnmatch } from './fnmatch';
import {
  type Alphabet,
  HOSTILE,
  isFilePath,
  ORDINARY,
  pathLike,
  type Random,
  seededRandom,
  word,
} from './testing/hostile-patterns';
import { minimatchMatcher, nativeMatcher } from './testing/nx-matchers';

const MATCHERS = { minimatch: minimatchMatcher, native: nativeMatcher };

describe('what a pattern becomes', () => {
  test.each([
    ['ddtrace/_trace/*', ['ddtrace/_trace/**/*']],
    ['ddtrace/internal/_encoding.py*', ['_encoding.py*', '_encoding.py*/**/*']],
  ])('%s', (pattern, globs) => {
    expect(filesetsOf(pattern)).toEqual({
      filesets: globs.map((glob) => `{workspaceRoot}/${glob}`),
      precision: 'exact',
    });
  });
});

describe.each(Object.entries(MATCHERS))('under %s', (_, matcher) => {
  test.each([
    ['ordinary', ORDINARY, 1500],
    ['hostile', HOSTILE, 1500],
  ])('%s patterns select what fnmatch selects', (_name, alphabet, patterns) => {
    const random = seededRandom(20261122);
    let selected = 0;
    for (let number = 0; number < patterns; number++) {
      const pattern = word(random, alphabet.pattern, 8);
      const tree = treeFor(random, pattern, alphabet);
      const { filesets, precision } = filesetsOf(pattern);
      const found = matcher(filesets, tree);
      for (const file of tree) {
        const wanted = fnmatch(file, pattern);
        if (wanted) selected++;
        const exact = precision === 'exact' || (precision === 'ascii' && /^[ -~]*$/.test(file));
        if (found.has(file) !== wanted && (wanted || exact)) {
          throw new Error(JSON.stringify({ pattern, file, wanted, filesets, precision }));
        }
      }
    }
    expect(selected).toBeGreaterThan(5 * patterns);
  });
});

function treeFor(random: Random, pattern: string, alphabet: Alphabet): readonly string[] {
  const files = Array.from({ length: 20 }, () => {
    const like = pathLike(random, pattern, alphabet);
    const other = word(random, alphabet.path, 8);
    return [like, `${like}/${other}`, `${other}/${like}`, other];
  });
  return [...new Set(files.flat())].filter(isFilePath);
}
