import { describe, expect, it } from '@jest/globals';
import { differingPackages } from './installed-side';

const side = (packages: Record<string, string>) => ({
  name: 'my.Lib',
  version: '1',
  installed: 'my.Lib==1',
  native: false,
  packages,
});

describe('differingPackages', () => {
  it('compares everything but the subject, whose name has many spellings (PEP 503)', () => {
    const baseline = side({ 'My-Lib': '1', attrs: '24', wrapt: '1.16' });
    const candidate = side({ my_lib: '2', attrs: '25', psutil: '7' });
    expect(differingPackages({ baseline, candidate })).toEqual([
      { name: 'attrs', versions: { baseline: '24', candidate: '25' } },
      { name: 'psutil', versions: { baseline: null, candidate: '7' } },
      { name: 'wrapt', versions: { baseline: '1.16', candidate: null } },
    ]);
  });
});
