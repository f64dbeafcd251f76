import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { shortened } from './shortened';

it('leaves out the middle', () => {
  expect(shortened('http_propagation_extract', 24)).toBe('http_propagation_extract');
  expect(shortened('http_propagation_extract', 14)).toBe('http…n_extract');
  expect(shortened('http_propagation_extract', 14, '~')).toBe('http~n_extract');
});

it('never takes half of a character, and no more columns than there are', () => {
  // Two columns each.
  expect(shortened('短い名前の設定', 8)).toBe('短…設定');
  // A letter of two code points.
  expect(shortened('e\u0301'.repeat(9), 4)).toBe('e\u0301…e\u0301e\u0301');
  const anything = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 30 }), (text, width) => {
      const short = shortened(text, width);
      expect(stringWidth(short)).toBeLessThanOrEqual(width);
      if (stringWidth(text) <= width) expect(short).toBe(text);
    }),
  );
});
