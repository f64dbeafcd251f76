import { describe, expect, it } from '@jest/globals';
import { compareProfiles, type ProfileComparison } from './compare-profiles';
import { mainMovers } from './main-movers';
import { call, madeProfile, times } from './testing/made-profile';

const of = (comparison: ProfileComparison, name: string) =>
  comparison.functions.find((change) => change.name === name)!;

const compare = (
  baseline: Parameters<typeof madeProfile>[0],
  candidate: Parameters<typeof madeProfile>[0],
  sameWork = true,
) => compareProfiles({ baseline: madeProfile(baseline), candidate: madeProfile(candidate) }, sameWork);

describe('compareProfiles', () => {
  it('takes for impact what all calls lost together, and for share its part of the whole', () => {
    const comparison = compare(
      [...times(10, call('slow', 2, call('same', 1))), call('rare', 1)],
      [...times(10, call('slow', 3, call('same', 1))), call('rare', 6)],
    );
    expect(of(comparison, 'slow')).toMatchObject({ perCall: 1, impact: 10, share: 10 / 15 });
    expect(of(comparison, 'rare')).toMatchObject({ perCall: 5, impact: 5, share: 5 / 15 });
    expect(of(comparison, 'same')).toMatchObject({ perCall: 0, impact: 0, share: 0 });
    expect(comparison).toMatchObject({ own: { baseline: 31, candidate: 46 }, lost: 15 });
  });

  it('counts calls that came on top, new functions and gone ones, so that impacts add up', () => {
    const comparison = compare(
      [...times(10, call('twice', 2)), call('gone', 3)],
      [...times(20, call('twice', 2)), call('new', 4)],
    );
    expect(of(comparison, 'twice')).toMatchObject({ perCall: 0, impact: 20 });
    expect(of(comparison, 'gone')).toMatchObject({ impact: -3 });
    expect(of(comparison, 'new')).toMatchObject({ impact: 4 });
    expect(comparison.lost).toBe(21);
    const shares = comparison.functions.map(({ share }) => share!);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
  });

  it('says nothing by the number of calls where the sides ran for different times', () => {
    const comparison = compare(
      times(10, call('f', 2), call('g', 1)),
      times(30, call('f', 3), call('g', 1)),
      false,
    );
    expect(of(comparison, 'f')).toMatchObject({ perCall: 1, impact: 30, share: 1 });
    expect(of(comparison, 'g')).toMatchObject({ impact: 0, share: 0 });
  });

  it('leaves waits out of the whole, and still shows them', () => {
    const comparison = compare(
      [call('time.sleep', 100), call('f', 1)],
      [call('time.sleep', 150), call('f', 2)],
    );
    expect(of(comparison, 'time.sleep')).toMatchObject({ waitsFor: 'the clock', impact: 50 });
    expect(of(comparison, 'time.sleep')).not.toHaveProperty('share');
    expect(comparison).toMatchObject({ own: { baseline: 1, candidate: 2 }, lost: 1 });
    expect(of(comparison, 'f').share).toBe(1);
  });

  it('has no shares of next to nothing', () => {
    const comparison = compare([call('f', 100), call('g', 50)], [call('f', 110), call('g', 40.1)]);
    expect(comparison.lost).toBeCloseTo(0.1, 12);
    for (const change of comparison.functions) expect(change).not.toHaveProperty('share');
  });
});

describe('mainMovers', () => {
  const names = (comparison: ProfileComparison, waiting = false) =>
    mainMovers(comparison, waiting).functions.map(({ name }) => name);

  it('names at most three that lost most, none of a hundredth', () => {
    const before = ['a', 'b', 'c', 'd', 'e'].map((name) => call(name, 1));
    const losses = [0.5, 2, 0.01, 1, 0.9];
    const after = before.map(({ name }, at) => call(name, 1 + losses[at]!));
    expect(names(compare(before, after))).toEqual(['b', 'd', 'e']);
    expect(names(compare([call('a', 1), call('b', 1)], [call('a', 2), call('b', 1.01)]))).toEqual(['a']);
  });

  it('names waits only where waiting is what got longer', () => {
    const comparison = compare([call('time.sleep', 1), call('f', 1)], [call('time.sleep', 9), call('f', 2)]);
    expect(names(comparison)).toEqual(['f']);
    expect(names(comparison, true)).toEqual(['time.sleep', 'f']);
  });

  it('names none where the recorded calls lost nothing', () => {
    expect(names(compare([call('f', 2), call('g', 1)], [call('f', 1), call('g', 1.5)]))).toEqual([]);
  });
});
