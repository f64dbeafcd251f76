import { describe, expect, it } from '@jest/globals';
import { callNeighbours } from './call-neighbours';
import { sumProfile } from './sum-profile';
import { call, madeProfile, times } from './testing/made-profile';

const { sums, labels } = sumProfile(
  madeProfile([
    call('main', 1, ...times(2, call('encode', 3, call('len', 2))), call('other', 1, call('encode', 5))),
    call('_encode_all', 1),
  ]),
);

describe('callNeighbours', () => {
  it('finds by a part of the name, and says who called and what was called, with their share', () => {
    const [encode, all, ...rest] = callNeighbours(sums, labels, 'encode');
    expect(encode).toEqual({
      name: 'encode',
      times: { calls: 3, primitiveCalls: 3, own: 11, cumulative: 15 },
      callers: [
        { name: 'main', times: { calls: 2, primitiveCalls: 2, own: 6, cumulative: 10 }, share: 10 / 15 },
        { name: 'other', times: { calls: 1, primitiveCalls: 1, own: 5, cumulative: 5 }, share: 5 / 15 },
      ],
      callees: [
        { name: 'len', times: { calls: 2, primitiveCalls: 2, own: 4, cumulative: 4 }, share: 4 / 15 },
      ],
    });
    expect(all).toMatchObject({ name: '_encode_all', callers: [], callees: [] });
    expect(rest).toEqual([]);
  });

  it('looks at files only where no name fits', () => {
    const made = sumProfile(
      madeProfile([call('count (counting.py:1)', 1), call('other (counting.py:9)', 1)]),
    );
    const found = (part: string) => callNeighbours(made.sums, made.labels, part).map(({ name }) => name);
    expect(found('count')).toEqual(['count (counting.py)']);
    expect(found('counting')).toEqual(['count (counting.py)', 'other (counting.py)']);
  });

  it('takes the part as it is, not as a pattern', () => {
    expect(callNeighbours(sums, labels, 'enc.de')).toEqual([]);
    expect(callNeighbours(sums, labels, '(')).toEqual([]);
  });
});
