import { describe, expect, it } from '@jest/globals';
import { profileRequest } from './profile-request';

describe('profileRequest', () => {
  it.each([undefined, false, 'false', 'never'])('records nothing for %s', (profile) => {
    expect(profileRequest(profile === undefined ? {} : { profile })).toEqual({});
  });

  it.each([true, 'true', 'all'])('records each config for %s', (profile) => {
    const { profile: asked } = profileRequest({ profile });
    expect(asked).toEqual({ which: 'all', maxBytes: 100 * 2 ** 20, minDuration: 0 });
  });

  it('takes a size and a duration', () => {
    const options = { profile: 'regressions', profileMaxSize: '2g', profileMinDuration: 0.5 };
    expect(profileRequest(options).profile).toEqual({
      which: 'regressions',
      maxBytes: 2 * 2 ** 30,
      minDuration: 0.5,
    });
  });

  it.each([
    [{ profile: 'some' }, '--profile=some'],
    [{ profileMaxSize: 'big' }, 'profileMaxSize is big'],
    [{ profileMaxSize: '10k' }, 'profileMaxSize is 10k'],
    [{ profileMinDuration: -1 }, 'profileMinDuration is -1'],
    [{ profileMinDuration: Number.NaN }, 'profileMinDuration is NaN'],
  ])('refuses %j', (options, message) => expect(() => profileRequest(options)).toThrow(message));
});
