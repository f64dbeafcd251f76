import { describe, expect, it } from '@jest/globals';
import { makePolicy } from '../analysis/make-policy';
import type { Plan } from '../plan/plan';
import { describePlan } from './describe-plan';

const plan = {
  scenario: 'span',
  scenarioRoot: 'benchmarks/span',
  engine: 'local',
  python: 'python3',
  sliceSeconds: 0.002,
  cpusPerRun: 1,
  artifacts: '/a',
  requirements: { baseline: { kind: 'none' }, candidate: { kind: 'none' } },
  variants: ['start', 'finish'].map((name) => ({ name, variables: {} })),
  skippedVariants: [],
  policy: makePolicy({ margin: 7, blocking: 7.5, maxMinutes: 5 }),
  ownPolicies: { start: makePolicy({ margin: 1, maxRounds: 26 }), other: makePolicy({}) },
} as unknown as Plan;

describe('describePlan', () => {
  it('says the rule of the scenario, and of each config that has its own', () => {
    expect(describePlan(plan)).toContain(`
verdict     no change is proven within ±7 %
            a regression of 7.5 % or more is blocking
            5 % more memory is a regression
            at most 80 rounds
            the first look after 5 minutes is the last
            start: no change is proven within ±1 %; a regression of 5 % or more is blocking; 5 % more memory is a regression; at most 26 rounds
time        `);
  });

  it('says how much of a scenario a quick run measures', () => {
    expect(describePlan({ ...plan, quick: { configs: 15 } })).toContain('2 of 15 configs, by a coarser rule');
  });

  it('expects no more rounds than there may be', () => {
    const short = { ...plan, policy: makePolicy({ maxRounds: 6 }), ownPolicies: {} };
    expect(describePlan(short)).toMatch(/time +about (\d+ s) to \1 of measuring, \1 at the most/);
  });

  it('says what is recorded', () => {
    expect(describePlan(plan)).not.toContain('traces');
    const profile = { which: 'regressions', maxBytes: 1, minDuration: 0 } as const;
    expect(describePlan({ ...plan, profile })).toContain('traces of regressions are recorded');
  });
});
