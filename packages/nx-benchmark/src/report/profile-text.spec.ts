import { describe, expect, it } from '@jest/globals';
import { callNeighbours } from '../profile/call-neighbours';
import { compareProfiles } from '../profile/compare-profiles';
import { movers, topFunctions } from '../profile/select-functions';
import type { SortKey } from '../profile/sort-key';
import { sumProfile } from '../profile/sum-profile';
import { call, type MadeCall, madeProfile, times } from '../profile/testing/made-profile';
import { problemsOf } from '../results/testing/document-problems';
import { profileJson } from './profile-json';
import type { ProfileReport } from './profile-report';
import { profileText } from './profile-text';

const US = 1e-6;
const site = (file: string) => `/x/lib/python3.12/site-packages/${file}`;
const init = `Span.__init__ (${site('ddtrace/_trace/span.py:100')})`;
const encode = `MsgpackEncoderV04.encode_traces_and_everything_else (${site('ddtrace/internal/a_rather_long_folder/encoding.py:7')})`;

function side(factor: number, extra: readonly MadeCall[]): readonly MadeCall[] {
  return [
    ...times(1000, call(init, 3 * US * factor, call('dict.get', 1 * US))),
    call(encode, 500 * US, call('time.sleep', 2 * factor)),
    call(`fib (${site('fib.py:1')})`, 1 * US, call(`fib (${site('fib.py:1')})`, 1 * US)),
    ...extra,
  ];
}

const profiles = {
  baseline: { ...madeProfile(side(1, [call('gone', 40 * US)])), events: 2003, threads: 2 },
  candidate: {
    ...madeProfile(side(1.5, [call('new', 70 * US)])),
    events: 2003,
    processes: 2,
    cautions: [{ kind: 'overflow' }] as const,
  },
};
const comparison = compareProfiles(profiles, true);
const baseline = sumProfile(profiles.baseline);
const shown = { filter: '', minCalls: 0, top: 10 };

const report = (more: Partial<ProfileReport>): ProfileReport => ({
  scenario: 'span',
  config: 'start',
  traces: (['baseline', 'candidate'] as const).map((side) => {
    const { events, processes, threads, cautions } = profiles[side];
    return { side, file: `/run/span/${side}/viztracer/start.json`, events, processes, threads, cautions };
  }),
  written: [],
  ...more,
});

const compared = (key: SortKey) =>
  report({ comparison: { ...comparison, key, movers: movers(comparison, key, shown), sameWork: true } });

const everything: readonly ProfileReport[] = [
  ...(['impact', 'tottime', 'cumtime', 'ncalls', 'percall'] as const).map(compared),
  report({
    top: { key: 'tottime', sides: { baseline: topFunctions(baseline.functions, 'tottime', shown) } },
  }),
  report({
    neighbours: {
      part: 'Span',
      sides: { baseline: callNeighbours(baseline.sums, baseline.labels, 'Span') },
    },
  }),
];

describe('profileText', () => {
  it('says what moved, by how much, and how much of the whole that is', () => {
    expect(profileText(compared('impact'))).toBe(`Profile: span/start
baseline   2003 calls in 1 process, 2 threads
candidate  2003 calls in 2 processes, 1 thread
own time   4.54 ms → 6.07 ms (waits left out)
impact     +1.53 ms
${'='.repeat(80)}
slower, by impact:
  impact  share  calls  own/call         function
 +1.00 s             1   +1.00 s  +50 %  time.sleep
                                           waits for the clock
+1.50 ms   98 %   1000  +1.50 us  +50 %  Span.__init__ (ddtrace/_trace/span.py)
+70.0 us    5 %      0  +70.0 us    new  new
                   → 1

faster, by impact:
  impact  share  calls  own/call        function
-40.0 us   -3 %      1  -40.0 us  gone  gone
                   → 0

caution: span/start (candidate): the recorder ran full and dropped its oldest calls, so what was called first has too little time and its callers too much of their own. Record fewer iterations, or with a larger buffer.`);
  });

  it('is never wider than a terminal, whatever the names', () => {
    for (const one of everything) {
      const lines = profileText(one)
        .split('\n')
        .filter((line) => !line.startsWith('caution: '));
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
      expect(lines.join('\n')).not.toMatch(/undefined|NaN|Infinity/);
    }
  });

  it('shows recursion as pstats does', () => {
    const text = profileText(everything.find(({ top }) => top !== undefined)!);
    expect(text).toMatch(/^ *2\/1 +2\.00 us +1\.00 us +2\.00 us +2\.00 us +fib \(fib\.py\)$/m);
  });

  it('says who called and what was called, with the share of the time', () => {
    const text = profileText(everything.at(-1)!);
    expect(text).toContain(
      'Span.__init__ (ddtrace/_trace/span.py)\n  1000 calls, 4.00 ms with all that they called\n',
    );
    expect(text).toContain('nothing that was recorded called it');
    expect(text).toMatch(/^ *1000 +3\.00 ms +75 % +its own body$/m);
    expect(text).toMatch(/^ *1000 +1\.00 ms +1\.00 ms +25 % +dict\.get$/m);
  });

  it('says so where nothing is left to show', () => {
    const none = { filter: 'nowhere', minCalls: 0, top: 5 };
    const hidden = movers(comparison, 'impact', none);
    const empty = { ...comparison, key: 'impact' as const, movers: hidden, sameWork: true };
    expect(profileText(report({ comparison: empty }))).toContain('no function moved, of those that');
    const top = { key: 'ncalls' as const, sides: { baseline: [] } };
    expect(profileText(report({ top }))).toContain('no function is left');
    const neighbours = { part: 'nowhere', sides: { baseline: [] } };
    expect(profileText(report({ neighbours }))).toContain('no function has "nowhere" in its name');
  });
});

describe('profileJson', () => {
  it('has the same numbers, unrounded, in seconds', () => {
    const json = JSON.parse(JSON.stringify(everything.map(profileJson)));
    expect(json[0]).toMatchObject({
      scenario: 'span',
      config: 'start',
      traces: [{ side: 'baseline' }, { side: 'candidate', cautions: [{ kind: 'overflow' }] }],
      comparison: { sorted_by: 'impact', same_work: true, impact_seconds: comparison.lost },
    });
    expect(json[0].comparison.slower[1]).toMatchObject({
      function: 'Span.__init__ (ddtrace/_trace/span.py)',
      waits_for: null,
      baseline: { ncalls: 1000, primitive_calls: 1000 },
    });
    expect(json[0].comparison.slower[1].impact).toBeCloseTo(1.5e-3, 12);
    expect(json[0].comparison.slower[0]).toMatchObject({ waits_for: 'the clock', share: null });
    expect(json[5].top.baseline[0]).toMatchObject({ function: 'time.sleep', ncalls: 1, tottime: 2 });
    expect(json[6].call_tree.baseline[0].callees[0]).toMatchObject({ function: 'dict.get', share: 0.25 });
  });

  it('is as the published schema says', () => {
    const missing = report({ missing: 'baseline', written: ['/run/span/flame-graph.start.html'] });
    const profiles = JSON.parse(JSON.stringify([...everything, missing].map(profileJson)));
    expect(problemsOf('analyze', { schema_version: 1, run_id: 'run', scenarios: [], profiles })).toEqual([]);
  });
});
