import { describe, expect, it } from '@jest/globals';
import { redact } from './pip';

describe('redact', () => {
  it('hides who logs in to an index, and with what', () => {
    expect(
      redact('Looking in indexes: https://user:s3cret@index.example/simple, https://pypi.example/x'),
    ).toBe('Looking in indexes: https://***@index.example/simple, https://pypi.example/x');
  });

  it('leaves other at-signs alone', () => {
    expect(redact('git+https://example.org/lib@main  mail: a@b.c')).toBe(
      'git+https://example.org/lib@main  mail: a@b.c',
    );
  });
});
