import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../analysis/policy';
import type { ScenarioPolicySettings } from '../../domain/policy-settings';
import type { BenchmarkOptions } from './options';
import { policies } from './policies';

const variants = ['start', 'finish'].map((name) => ({ name, variables: {} }));
const of = (options: BenchmarkOptions) => policies(options, variants);
const policy = (value: object): BenchmarkOptions => ({ policy: value as ScenarioPolicySettings });

describe('policies', () => {
  it('is the default where nobody says anything', () => {
    const { policy, ownPolicies, failOn } = of({});
    expect(policy).toEqual(defaultPolicy);
    expect(ownPolicies).toEqual({});
    expect(failOn('start')).toBe('regression');
  });

  it('gives a config what it says itself, and the scenario’s for the rest', () => {
    const {
      policy: all,
      ownPolicies,
      failOn,
    } = of(policy({ margin: 3, maxRounds: 20, configs: { start: { margin: 1, failOn: 'blocking' } } }));
    expect(all).toMatchObject({ margin: 0.03, blocking: 0.05 });
    expect(Object.keys(ownPolicies)).toEqual(['start']);
    expect(ownPolicies.start).toEqual({ ...all, margin: 0.01 });
    expect([failOn('start'), failOn('finish')]).toEqual(['blocking', 'regression']);
  });

  it('lets the command line go before all', () => {
    const said = of({
      ...policy({ margin: 3, configs: { start: { margin: 1, maxRounds: 20 } } }),
      margin: 2,
    });
    expect(said.policy.margin).toBe(0.02);
    expect(said.ownPolicies.start).toMatchObject({ margin: 0.02 });
    expect(said.ownPolicies.start?.looks.at(-1)).toBe(20);
    expect(of({ ...policy({ configs: { start: { margin: 1 } } }), margin: 2 }).ownPolicies).toEqual({});
    expect(
      of({ ...policy({ configs: { start: { failOn: 'never' } } }), failOn: 'blocking' }).failOn('start'),
    ).toBe('blocking');
  });

  describe('of a quick run', () => {
    const quick = (options: BenchmarkOptions = {}) => of({ ...options, quick: true });

    it('is wide and short', () => {
      expect(quick().policy).toEqual(of({ margin: 5, maxRounds: 10, maxMinutes: 0.5 }).policy);
    });

    it('gives way to the command line', () => {
      const said = { margin: 1, maxRounds: 50, maxMinutes: 9 };
      expect(quick(said).policy).toEqual(of(said).policy);
      expect(quick({ blocking: 3 }).policy).toMatchObject({ margin: 0.03, blocking: 0.03 });
    });

    it('goes before what stands in suites and nx.json, as long as that is no wider or shorter', () => {
      const fine = policy({ margin: 1, blocking: 2, maxRounds: 80, configs: { start: { maxMinutes: 20 } } });
      const { policy: all, ownPolicies } = quick(fine);
      expect(all).toMatchObject({ margin: 0.05, blocking: 0.05, looks: [6, 8, 10], maxSeconds: 30 });
      expect(ownPolicies).toEqual({});
      const coarse = policy({ margin: 8, blocking: 20, maxRounds: 6, maxMinutes: 0.1 });
      expect(quick(coarse).policy).toEqual(of(coarse).policy);
    });

    it('leaves alone what makes a run neither short nor long', () => {
      const own = policy({ alpha: 0.1, memoryMargin: 9, failOn: 'never' });
      expect(quick(own).policy).toMatchObject({ alpha: 0.1, memory: 0.09 });
      expect(quick(own).failOn('start')).toBe('never');
    });
  });

  it.each([
    [{ margin: 0 }, '--margin is 0; it has to be a number of per cent above 0 and at most 50.'],
    [{ margin: 50.1 }, '--margin is 50.1; it has to be'],
    [{ alpha: 0.00001 }, '--alpha is 0.00001; it has to be a probability from 0.0001 to 0.2.'],
    [{ alpha: 0.21 }, '--alpha is 0.21'],
    [{ maxRounds: 5 }, '--maxRounds is 5; it has to be a whole number from 6 to 400.'],
    [{ maxRounds: 26.5 }, '--maxRounds is 26.5'],
    [{ maxRounds: 401 }, '--maxRounds is 401'],
    [{ maxMinutes: 0 }, '--maxMinutes is 0; it has to be a number of minutes above 0.'],
    [{ margin: 6 }, 'In the policy of the scenario, blocking is 5 % and lies below the margin of 6 %.'],
    [
      { margin: 4, ...policy({ configs: { start: { blocking: 3 } } }) },
      'In the policy of config start, blocking is 3 % and lies below the margin of 4 %.',
    ],
    [policy({ margin: '1' }), 'policy.margin is "1"; it has to be'],
    [policy({ maxRound: 7 }), 'policy has no key "maxRound".'],
    [
      policy({ configs: { start: { alpha: 0.01 } } }),
      'policy.configs.start.alpha: alpha is the budget of the whole',
    ],
    [policy({ configs: { start: { configs: {} } } }), 'policy.configs.start has no key "configs".'],
    [policy({ configs: [] }), 'policy.configs is []; it has to be an object.'],
    [
      { margin: 1, moreRounds: 8 },
      '--moreRounds adds rounds under the rule of its run, and --margin would change it.',
    ],
  ] as [BenchmarkOptions, string][])('refuses %j', (options, sentence) => {
    expect(() => of(options)).toThrow(sentence);
  });

  it('takes the ends of each range', () => {
    for (const options of [
      { margin: 50, blocking: 50 },
      { alpha: 0.0001 },
      { alpha: 0.2 },
      { maxRounds: 6 },
      { maxRounds: 400 },
      { maxMinutes: 0.1 },
    ]) {
      expect(() => of(options)).not.toThrow();
    }
  });
});
