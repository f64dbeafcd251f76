import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fnmatch } from './fnmatch';
import { HOSTILE, ORDINARY, pathLike, seededRandom, word } from './testing/hostile-patterns';
import { pythonFnmatch } from './testing/python-fnmatch';
import { readJsonl } from './testing/read-jsonl';

interface Answer {
  readonly pattern: string;
  readonly path: string;
  readonly matches: boolean;
}

describe('fnmatch', () => {
  const answers = readJsonl<Answer>(join(__dirname, 'testdata/fnmatch-answers.jsonl'));

  test(`gives the ${answers.length} answers of CPython that are on file`, () => {
    expect(answers.map(({ pattern, path }) => ({ pattern, path, matches: fnmatch(path, pattern) }))).toEqual(
      answers,
    );
  });

  // Fails where there is no python3: without it, this test would say nothing at all.
  test.each([
    ['ordinary', ORDINARY],
    ['hostile', HOSTILE],
  ])('agrees with the python3 of this machine on 20,000 %s pairs', (_, alphabet) => {
    const random = seededRandom(1122);
    const pairs = Array.from({ length: 1000 }, () => word(random, alphabet.pattern, 10)).flatMap((pattern) =>
      Array.from({ length: 20 }, (_, index) => {
        const path = index % 2 === 0 ? pathLike(random, pattern, alphabet) : word(random, alphabet.path, 6);
        return [path, pattern] as const;
      }),
    );
    const answers = pythonFnmatch(pairs);
    const differences = pairs.filter(([path, pattern], index) => fnmatch(path, pattern) !== answers[index]);
    expect(differences).toEqual([]);
    expect(answers.filter(Boolean).length).toBeGreaterThan(3000);
  });

  test('stays fast with many stars', () => {
    expect(fnmatch(`${'a'.repeat(5000)}b`, `${'*a'.repeat(40)}c`)).toBe(false);
  });
});
