import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { wrapped } from './wrapped';

it('breaks between words, by their width', () => {
  expect(wrapped('one two three four', 9)).toEqual(['one two', '  three', '  four']);
  expect(wrapped('one two three four', 9, '')).toEqual(['one two', 'three', 'four']);
  expect(wrapped('設定 設定 設定', 9)).toEqual(['設定 設定', '  設定']);
});

it('keeps a number and its per cent sign together', () => {
  expect(wrapped('own time -2.55 %)', 15)).toEqual(['own time', '  -2.55 %)']);
});

it('keeps every word, in order, and whole', () => {
  const words = fc.array(fc.stringMatching(/^[a-z設]{1,12}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (list, width) => {
      const lines = wrapped(list.join(' '), width);
      expect(lines.map((line) => line.trim()).join(' ')).toBe(list.join(' '));
      for (const line of lines) {
        if (line.trim().includes(' ')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }
    }),
  );
});
