import { describe, expect, it } from '@jest/globals';
import { profileRequest } from './profile-request';

describe('profileRequest', () => {
  it('is none where nothing is asked of traces', () => {
    expect(profileRequest({})).toBeUndefined();
    expect(profileRequest({ profileCompare: false, filter: '', savePstats: false })).toBeUndefined();
  });

  it('compares by impact, and sorts all else by own time', () => {
    expect(profileRequest({ profileCompare: true })).toMatchObject({
      table: 'comparison',
      key: 'impact',
      top: 10,
    });
    expect(profileRequest({ profileTop: 20 })).toMatchObject({ table: 'top', key: 'tottime', top: 20 });
    expect(profileRequest({ profileTop: 20, profileCompare: true })).toMatchObject({
      table: 'comparison',
      top: 20,
    });
    expect(profileRequest({ profileCompare: true, compat: true })).toMatchObject({ key: 'tottime' });
    expect(profileRequest({ callTree: 'f' })).toMatchObject({ table: undefined, callTree: 'f' });
  });

  it.each([
    [{ profileCompare: true, sort: 'bogus' }, '--sort=bogus is no key to sort by.'],
    [{ profileTop: 5, sort: 'impact' }, '--sort=impact ranks what moved between two sides.'],
    [
      { profileCompare: true, sort: 'impact', compat: true },
      '--sort=impact ranks what moved between two sides, and --compat does not know it.',
    ],
    [{ profileTop: 0 }, '--profileTop has to be a whole number from 1.'],
    [{ profileTop: Number.NaN }, '--profileTop has to be a whole number from 1.'],
    [{ profileCompare: true, minCalls: -1 }, '--minCalls has to be a whole number from 0.'],
    [{ filter: 'ddtrace' }, '--filter is about a table of functions, and none is asked for.'],
    [
      { minCalls: 3, sort: 'ncalls', flameGraph: true },
      '--minCalls and --sort are about a table of functions, and no table is asked for.',
    ],
    [{ profileTop: 5, compat: true, savePstats: true }, '--compat prints a table and does nothing else.'],
    [{ callTree: '' }, '--callTree needs a part of a function’s name.'],
  ])('refuses %j', (options, message) => {
    expect(() => profileRequest(options)).toThrow(message);
  });
});
