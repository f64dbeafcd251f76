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

const MATCHERS = Object.entries({ minimatch: minimatchMatcher, native: nativeMatcher });

describe('a pattern becomes', () => {
  test.each([
    ['src/*', ['src/**/*']],
    ['*', ['**/*']],
    ['src/_x.py*', ['src/_x.py*', 'src/_x.py*/**/*']],
    ['src/dep*.py', ['src/dep*.py', 'src/dep*/**/*.py']],
    ['**/conftest.py', ['**/*/conftest.py']],
    ['a*/b', ['a*/**/b']],
    ['[a-c]x', ['[a-c]x']],
    ['a[.-0]b', ['a/[b]', 'a[.0]b']],
    ['setup.py', ['setup[.]py']],
    ['src/Makefile', ['src/Makefil[e]']],
    ['!src/*', ['[ -"]src/**/*']],
    ['[c-a]', []],
    ['a//b', []],
    ['./a', []],
    ['../a', []],
  ])('%s', (pattern, globs) => {
    expect(filesetsOf(pattern).filesets).toEqual(globs.map((glob) => `{workspaceRoot}/${glob}`));
  });

  test.each([
    ['src/_x.py*', 'exact'],
    ['src/b.[ch]', 'exact'],
    ['a?b', 'ascii'],
    ['a[!x]b', 'ascii'],
    ['a(b', 'superset'],
    ['*a*b*c*d*e*f', 'superset'],
  ] as const)('%s: %s', (pattern, precision) => {
    expect(filesetsOf(pattern).precision).toBe(precision);
  });
});

describe.each(MATCHERS)('under %s', (_, matcher) => {
  test.each([
    ['ordinary', ORDINARY],
    ['hostile', HOSTILE],
  ])('%s patterns select what fnmatch selects', (_name, alphabet) => {
    const random = seededRandom(20261122);
    let wanted = 0;
    for (let number = 0; number < 600; number++) {
      const pattern = word(random, alphabet.pattern, 8);
      const tree = treeFor(random, pattern, alphabet);
      const { filesets, precision } = filesetsOf(pattern);
      const selected = matcher(filesets, tree);
      const matching = tree.filter((file) => fnmatch(file, pattern));
      const tooMany = tree.filter((file) => selected.has(file) && !fnmatch(file, pattern));
      expect({
        pattern,
        missed: matching.filter((file) => !selected.has(file)),
        wrong: tooMany.filter(
          (file) => precision === 'exact' || (precision === 'ascii' && /^[ -~]*$/.test(file)),
        ),
      }).toEqual({ pattern, missed: [], wrong: [] });
      wanted += matching.length;
    }
    expect(wanted).toBeGreaterThan(1500);
  });

  test('a path is that file alone, not everything below a folder of its name', () => {
    const files = ['a/b.py', 'a/b.py/c', 'a/b', 'a/b/c', 'a/bxpy'];
    expect([...matcher(filesetsOf('a/b.py').filesets, files)]).toEqual(['a/b.py']);
    expect([...matcher(filesetsOf('a/b').filesets, files)]).toEqual(['a/b']);
  });
});

function treeFor(random: Random, pattern: string, alphabet: Alphabet): readonly string[] {
  const files = Array.from({ length: 12 }, () => {
    const like = pathLike(random, pattern, alphabet);
    const other = word(random, alphabet.path, 8);
    return [like, `${like}/${other}`, `${other}/${like}`, other];
  });
  return [...new Set(files.flat())].filter(isFilePath);
}
