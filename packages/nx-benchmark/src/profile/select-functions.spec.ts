import { describe, expect, it } from '@jest/globals';
import { compareProfiles } from './compare-profiles';
import { movers, topFunctions } from './select-functions';
import { parseSortKey, SORT_KEYS } from './sort-key';
import { sumProfile } from './sum-profile';
import { call, madeProfile, times } from './testing/made-profile';

const ALL = { filter: '', minCalls: 0, top: 100 };

const before = madeProfile([
  ...times(10, call('hot (lib/x.py:1)', 1, call('len', 2))),
  ...times(2, call('rare (lib/y.py:1)', 1)),
  call('tie b', 1),
  call('tie a', 1),
]);
const after = madeProfile([
  ...times(12, call('hot (lib/x.py:4)', 1, call('len', 1))),
  ...times(2, call('rare (lib/y.py:1)', 5)),
  call('tie b', 2),
  call('tie a', 2),
]);
const comparison = compareProfiles({ baseline: before, candidate: after }, true);
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe('movers', () => {
  it.each([
    ['impact', ['rare (lib/y.py)', 'hot (lib/x.py)', 'tie a', 'tie b'], ['len']],
    ['tottime', ['rare (lib/y.py)', 'hot (lib/x.py)', 'tie a', 'tie b'], ['len']],
    ['cumtime', ['rare (lib/y.py)', 'tie a', 'tie b'], ['len', 'hot (lib/x.py)']],
    ['ncalls', ['hot (lib/x.py)', 'len'], []],
    ['percall', ['rare (lib/y.py)', 'tie a', 'tie b'], ['len']],
  ] as const)('sorts by %s, ties by name', (key, slower, faster) => {
    const moved = movers(comparison, key, ALL);
    expect(names(moved.slower)).toEqual(slower);
    expect(names(moved.faster)).toEqual(faster);
  });

  it('hides by name or file, and changes no number', () => {
    const { slower, faster } = movers(comparison, 'impact', { ...ALL, filter: 'lib/' });
    expect(names(slower)).toEqual(['rare (lib/y.py)', 'hot (lib/x.py)']);
    expect(faster).toEqual([]);
    expect(slower[1]!.times).toEqual({
      baseline: { calls: 10, primitiveCalls: 10, own: 10, cumulative: 30 },
      candidate: { calls: 12, primitiveCalls: 12, own: 12, cumulative: 24 },
    });
  });

  it('hides what is called too seldom on both sides, and only that', () => {
    const { slower } = movers(comparison, 'impact', { ...ALL, minCalls: 11 });
    expect(names(slower)).toEqual(['hot (lib/x.py)']);
    expect(slower[0]!.times.baseline.calls).toBe(10);
  });

  it('shows so many of each', () => {
    expect(names(movers(comparison, 'impact', { ...ALL, top: 1 }).slower)).toEqual(['rare (lib/y.py)']);
  });
});

describe('topFunctions', () => {
  it.each([
    ['tottime', ['len', 'hot (lib/x.py)', 'rare (lib/y.py)', 'tie a', 'tie b']],
    ['cumtime', ['hot (lib/x.py)', 'len', 'rare (lib/y.py)', 'tie a', 'tie b']],
    ['ncalls', ['hot (lib/x.py)', 'len', 'rare (lib/y.py)', 'tie a', 'tie b']],
    ['percall', ['len', 'hot (lib/x.py)', 'rare (lib/y.py)', 'tie a', 'tie b']],
  ] as const)('sorts by %s, ties by name', (key, expected) => {
    expect(names(topFunctions(sumProfile(before).functions, key, ALL))).toEqual(expected);
  });
});

describe('parseSortKey', () => {
  it('names the right keys beside a wrong one', () => {
    for (const key of SORT_KEYS) expect(parseSortKey(key)).toBe(key);
    expect(() => parseSortKey('bogus')).toThrow(
      expect.objectContaining({ hint: 'The keys are impact, tottime, cumtime, ncalls, percall.' }),
    );
  });
});
