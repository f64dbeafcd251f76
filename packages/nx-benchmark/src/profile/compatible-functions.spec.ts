import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compatibleEvents, type TraceEvent } from './compatible-events';
import { type CompatibleOptions, compatibleFunctions } from './compatible-functions';
import { call, type MadeCall, madeProfile } from './testing/made-profile';

const ALL: CompatibleOptions = { filter: '', minCalls: 0, withoutLines: false };

const functions = (calls: readonly MadeCall[], options: Partial<CompatibleOptions> = {}) =>
  compatibleFunctions(madeProfile(calls), { ...ALL, ...options }).map(({ name, calls, own, cumulative }) => [
    name,
    calls,
    own,
    cumulative,
  ]);

const V1 = '/app/.venv_ddtrace_v1/lib/python3.11/site-packages/ddtrace';

describe('compatibleFunctions', () => {
  it('charges what the filter hides to whoever called it, and drops it where nobody did', () => {
    const calls = [
      call('hidden', 1, call(`f (${V1}/x.py:3)`, 2, call('len', 4, call(`g (${V1}/x.py:9)`, 8)))),
    ];
    expect(functions(calls, { filter: 'ddtrace' })).toEqual([
      ['f (ddtrace/x.py)', 1, 6, 14],
      ['g (ddtrace/x.py)', 1, 8, 8],
    ]);
  });

  it('counts inner calls of a recursion again', () => {
    expect(functions([call('fib', 1, call('fib', 2, call('fib', 4)))])).toEqual([['fib', 3, 7, 17]]);
  });

  it('takes functions of one name in one file for one where lines do not count', () => {
    const calls = [call(`<lambda> (${V1}/x.py:3)`, 1), call(`<lambda> (${V1}/x.py:5)`, 2)];
    expect(functions(calls)).toHaveLength(2);
    expect(functions(calls, { withoutLines: true })).toEqual([['<lambda> (ddtrace/x.py)', 2, 3, 3]]);
  });

  it('leaves out what is called too seldom on this side', () => {
    expect(functions([call('a', 1), call('a', 1), call('b', 1)], { minCalls: 2 })).toEqual([['a', 2, 2, 2]]);
  });

  it('gives each call its time less that of the kept calls right within, as a walk over the calls does', () => {
    const names = ['keep a', 'keep b', 'hide c', 'hide d'];
    const calls = fc.memo(
      (depth): fc.Arbitrary<MadeCall> =>
        fc.record({
          name: fc.constantFrom(...names),
          own: fc.integer({ min: 1, max: 9 }),
          within: depth <= 1 ? fc.constant([]) : fc.array(calls(), { maxLength: 3 }),
        }),
    );
    fc.assert(
      fc.property(fc.array(calls(4), { maxLength: 4 }), (made) => {
        const expected = walked(made, 'keep');
        expect(functions(made, { filter: 'keep' })).toEqual(expected);
        expect(ofEvents(made, { filter: 'keep' })).toEqual(expected);
      }),
    );
  });
});

describe('compatibleEvents', () => {
  const event = (name: string, ts: number, dur: number, more = {}) => ({
    ph: 'X',
    name,
    ts,
    dur,
    tid: 1,
    ...more,
  });

  it('takes a forked child’s calls for its parent’s, whose number its thread has', () => {
    const events = [event('inner', 10, 5, { pid: 2 }), event('outer', 0, 100, { pid: 1 })];
    expect(compatibleEvents(events, ALL)).toMatchObject([
      { name: 'outer', own: 95 / 1e6 },
      { name: 'inner', own: 5 / 1e6 },
    ]);
  });

  it('counts a call that ends too late within the one it began in, and never less than nothing', () => {
    const events = [event('outer', 0, 10), event('late', 8, 50), event('after', 20, 1)];
    expect(compatibleEvents(events, ALL)).toMatchObject([
      { name: 'outer', own: 0 },
      { name: 'late', own: 49 / 1e6 },
      { name: 'after', own: 1 / 1e6 },
    ]);
  });

  it('looks at complete calls alone', () => {
    expect(
      compatibleEvents([event('f', 0, 1, { ph: 'B' }), event('process_name', 0, 1, { ph: 'M' })], ALL),
    ).toEqual([]);
  });
});

/** The calls one after the other, in a trace of seconds as long as megaseconds: sums of whole numbers are exact. */
function ofEvents(made: readonly MadeCall[], options: Partial<CompatibleOptions>) {
  const events: TraceEvent[] = [];
  const add = (one: MadeCall, start: number): number => {
    // Part of its own time comes first, so that no two calls begin together.
    let now = start + one.own / 2;
    for (const inner of one.within ?? []) now = add(inner, now);
    const end = now + one.own / 2;
    events.push({ ph: 'X', name: one.name, tid: 7, ts: start * 1e6, dur: (end - start) * 1e6 });
    return end;
  };
  let now = 0;
  for (const one of made) now = add(one, now);
  return compatibleEvents(events, { ...ALL, ...options })
    .map(({ name, calls, own, cumulative }) => [name, calls, own, cumulative])
    .sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

/** The same from the calls one by one, not from a tree that was merged before. */
function walked(made: readonly MadeCall[], filter: string) {
  const sums: Record<string, [calls: number, own: number, cumulative: number]> = {};
  const whole = (one: MadeCall): number =>
    (one.within ?? []).reduce((sum, inner) => sum + whole(inner), one.own);
  const kept = (list: readonly MadeCall[]): readonly MadeCall[] =>
    list.flatMap((one) => (one.name.includes(filter) ? [one] : kept(one.within ?? [])));
  const visit = (one: MadeCall) => {
    const inner = kept(one.within ?? []);
    const own = inner.reduce((left, child) => left - whole(child), whole(one));
    sums[one.name] ??= [0, 0, 0];
    const sum = sums[one.name]!;
    sum[0]++;
    sum[1] += own;
    sum[2] += whole(one);
    inner.forEach(visit);
  };
  kept(made).forEach(visit);
  return Object.keys(sums)
    .sort()
    .map((name) => [name, ...sums[name]!]);
}
