import { describe, expect, it } from '@jest/globals';
import { redact } from './redact';

describe('redact', () => {
  it('hides who logs in to an index, and with what', () => {
    expect(
      redact('Looking in indexes: https://user:s3cret@index.example/simple, https://pypi.example/x'),
    ).toBe('Looking in indexes: https://***@index.example/simple, https://pypi.example/x');
  });

  it.each([
    ['git+https://user:s3cret@host.example/x.git@main', 'git+https://***@host.example/x.git@main'],
    [
      'pkg @ https://s3cret@host.example/pkg.whl#sha256=12',
      'pkg @ https://***@host.example/pkg.whl#sha256=12',
    ],
    ['http://user:s3@cret@proxy.example:3128', 'http://***@proxy.example:3128'],
    [
      'https://a:s3cret@one.example,https://b:s3cret@two.example/',
      'https://***@one.example,https://***@two.example/',
    ],
    ["('https://user:s3cret@host.example/')", "('https://***@host.example/')"],
    ['https://host.example/x.whl?token=s3cret&v=1', 'https://host.example/x.whl?token=***&v=1'],
    [
      'https://host.example/x.whl?X-Amz-Signature=s3cret#egg=x',
      'https://host.example/x.whl?X-Amz-Signature=***#egg=x',
    ],
  ])('makes of %s', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it('leaves other at-signs alone', () => {
    const text = 'git+https://example.org/lib@main  mail: a@b.c, https://example.org and c@d.e';
    expect(redact(text)).toBe(text);
  });
});
