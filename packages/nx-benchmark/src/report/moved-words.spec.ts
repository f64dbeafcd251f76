import { describe, expect, it } from '@jest/globals';
import { compareProfiles } from '../profile/compare-profiles';
import { mainMovers } from '../profile/main-movers';
import { call, type MadeCall, madeProfile, times } from '../profile/testing/made-profile';
import { movedWords } from './moved-words';

const words = (baseline: readonly MadeCall[], candidate: readonly MadeCall[]) =>
  movedWords(
    mainMovers(
      compareProfiles({ baseline: madeProfile(baseline), candidate: madeProfile(candidate) }, true),
      false,
    ),
  );

describe('movedWords', () => {
  it('says what a call costs more, how many more there are, or that a function is new', () => {
    const before = [
      ...times(10, call('Span.__init__ (span.py:1)', 1)),
      ...times(100, call('encode (e.py:1)', 0.05)),
    ];
    const after = [
      ...times(10, call('Span.__init__ (span.py:1)', 1.5)),
      ...times(180, call('encode (e.py:1)', 0.05)),
      call('<module> (m.py:1)', 1),
    ];
    expect(words(before, after)).toEqual([
      'Span.__init__ +500 ms a call, 50 % of it',
      'encode 100 → 180 calls, 40 % of it',
      '<module> (m.py) new, +1.00 s, 10 % of it',
    ]);
  });

  it('says so where the recording shows no loss', () => {
    expect(words([call('f', 4)], [call('f', 3)])).toEqual([
      'no function stands out in the recording (own time -25.00 %)',
    ]);
  });
});
