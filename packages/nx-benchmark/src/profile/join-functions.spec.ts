import { describe, expect, it } from '@jest/globals';
import { joinFunctions } from './join-functions';

const traces = (...lists: readonly (readonly string[])[]) => lists.map((names) => ({ names }));

/** For each trace, what its functions are called together. */
const joined = (...names: readonly (readonly string[])[]) => {
  const { labels, places } = joinFunctions(traces(...names));
  expect(new Set(labels).size).toBe(labels.length);
  return places.map((list) => [...list].map((at) => labels[at]));
};

const side = (letter: string, line: number, name = 'f') =>
  `${name} (/env/side-${letter}/lib/python3.12/site-packages/lib/x.py:${line})`;

describe('joinFunctions', () => {
  it('knows a function on the other side, whatever moved its line', () => {
    expect(joined([side('b', 10), 'len'], ['len', side('c', 14)])).toEqual([
      ['f (lib/x.py)', 'len'],
      ['len', 'f (lib/x.py)'],
    ]);
  });

  it('keeps lambdas apart, and pairs them in their order where each side has as many', () => {
    const lambda = (letter: string, line: number) => side(letter, line, '<lambda>');
    expect(joined([lambda('b', 30), lambda('b', 4)], [lambda('c', 5), lambda('c', 30)])).toEqual([
      ['<lambda> (lib/x.py:30)', '<lambda> (lib/x.py:4→5)'],
      ['<lambda> (lib/x.py:4→5)', '<lambda> (lib/x.py:30)'],
    ]);
  });

  it('pairs by line alone where one side has more of them', () => {
    expect(joined([side('b', 4)], [side('c', 4), side('c', 9)])).toEqual([
      ['f (lib/x.py:4)'],
      ['f (lib/x.py:4)', 'f (lib/x.py:9)'],
    ]);
    expect(joined([side('b', 4)], [side('c', 7), side('c', 9)])).toEqual([
      ['f (lib/x.py:4)'],
      ['f (lib/x.py:7)', 'f (lib/x.py:9)'],
    ]);
  });

  it('takes one trace’s functions of two environments for the same', () => {
    expect(joined([side('b', 4), side('c', 4)])).toEqual([['f (lib/x.py)', 'f (lib/x.py)']]);
  });

  it('gives the same order, whatever order the trace has', () => {
    const names = ['b', 'a (x.py:2)', 'a (x.py:1)', 'é'];
    const [one, other] = [names, [...names].reverse()].map((list) => joinFunctions(traces(list)).labels);
    expect(one).toEqual(['a (x.py:1)', 'a (x.py:2)', 'b', 'é']);
    expect(other).toEqual(one);
  });
});
