import { expect, test } from '@jest/globals';
import { fnmatch } from './fnmatch';
import { fnmatchBelow } from './fnmatch-below';
import { ORDINARY, pathLike, seededRandom, word } from './testing/hostile-patterns';

test.each([
  ['src/*', true],
  ['src/a/b.py', true],
  ['*.rs', true],
  ['s?c/[ab]', true],
  ['*/Cargo.toml', true],
  ['src', false],
  ['srcs/*', false],
  ['lib/*', false],
  ['[c-a]*', false],
])('can %s match something below src? %s', (pattern, answer) => {
  expect(fnmatchBelow('src', pattern)).toBe(answer);
  expect(fnmatchBelow('src/', pattern)).toBe(answer);
});

test('whatever matches, matches below every folder that it is in', () => {
  const random = seededRandom(7);
  for (let number = 0; number < 3000; number++) {
    const pattern = word(random, ORDINARY.pattern, 8);
    const path = pathLike(random, pattern, ORDINARY);
    if (!fnmatch(path, pattern)) continue;
    for (const slash of path.matchAll(/\/(?=.)/g)) {
      expect({ path, pattern, below: fnmatchBelow(path.slice(0, slash.index), pattern) }).toMatchObject({
        below: true,
      });
    }
  }
});
