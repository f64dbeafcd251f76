import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pythonFixed, pythonPadded, pythonRepr } from './python-format';

/** What the `python3` of this machine makes of each of the values. */
function python<T>(expression: string, values: readonly T[]): readonly string[] {
  const script = `import json, sys; print(json.dumps([${expression} for value in json.load(sys.stdin)]))`;
  return JSON.parse(
    execFileSync('python3', ['-c', script], { input: JSON.stringify(values), encoding: 'utf8' }),
  );
}

describe('as Python writes it', () => {
  it('numbers, those in the middle between two too', () => {
    const halves = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 5 }));
    const ties = fc.sample(halves, 3000).map(([whole, power]) => whole / 2 ** power);
    const any = fc.sample(fc.double({ min: -1e6, max: 1e6, noNaN: true }), 3000);
    const values = [...ties, ...any].filter((value) => value !== 0);
    for (const digits of [0, 1, 2, 3]) {
      const expected = python(`f'{value + 0.0:.${digits}f}'`, values);
      expect(values.map((value) => pythonFixed(value, digits))).toEqual(expected);
    }
  });

  it('text in quotes, and padded by characters', () => {
    const texts = ['ddtrace', "it's", 'say "x"', `both ' and "`, 'back\\slash', 'tab\there', 'ü🙂', ''];
    expect(texts.map(pythonRepr)).toEqual(python('repr(value)', texts));
    expect(texts.map((text) => pythonPadded(text, 9))).toEqual(python("f'{value:<9}'", texts));
  });
});
