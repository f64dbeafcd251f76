import { describe, expect, it } from '@jest/globals';
import { parseSuitespec } from './parse-suitespec';
import { problemLine } from './suitespec-problem';

const parse = (policy: string) =>
  parseSuitespec(`suites:\n  span:\n    paths: [a]\n    policy: ${policy}\n`, 'b/suitespec.yml');

describe('the policy of a suite', () => {
  it('is kept as written, with the place of each config it names', () => {
    const { suites, problems } = parse('{margin: 2, configs: {start: {margin: 1, blocking: 3}}}');
    expect(problems).toEqual([]);
    expect(suites[0]?.metadata.policy).toEqual({ margin: 2, configs: { start: { margin: 1, blocking: 3 } } });
    expect(suites[0]?.policyConfigs).toEqual([
      { name: 'start', position: { file: 'b/suitespec.yml', line: 4, column: 35 } },
    ]);
  });

  it.each([
    [
      '7',
      "4:5: the policy of suite 'span' is a mapping, and this is the number 7; write keys like 'margin: 1'",
    ],
    [
      '{margin: 60}',
      "4:14: 'margin' of the policy of suite 'span' is the number 60; write a number of per cent above 0 and at most 50",
    ],
    ['{margn: 1}', "4:14: the policy of suite 'span' has no key 'margn'; did you mean 'margin'?"],
    [
      '{colour: 1}',
      "4:14: the policy of suite 'span' has no key 'colour'; the keys are margin, blocking, alpha, memoryMargin, maxRounds, maxMinutes, failOn, configs",
    ],
    [
      '{margin: 3, blocking: 1}',
      "4:25: in the policy of suite 'span', blocking is 1 % and lies below the margin of 3 %; set blocking to the margin or more",
    ],
    [
      '{failOn: always}',
      "4:14: 'failOn' of the policy of suite 'span' is the string \"always\"; write inconclusive, regression, blocking or never",
    ],
    [
      '{configs: {start: {maxRounds: 5}}}',
      "4:32: 'maxRounds' of the policy of config 'start' is the number 5; write a whole number from 6 to 400",
    ],
    [
      '{configs: {start: {alpha: 0.01}}}',
      "4:32: 'alpha' of the policy of config 'start': alpha is the budget of the whole scenario, which its configs share; move it to the policy of suite 'span'",
    ],
    [
      '{configs: [start]}',
      "4:14: 'configs' of the policy of suite 'span' is a mapping, and this is a list; write keys like 'margin: 1'",
    ],
  ])('%s is refused where it stands, once', (policy, line) => {
    const { problems, faultySuites, suites } = parse(policy);
    expect(problems.map(problemLine)).toEqual([`b/suitespec.yml:${line}`]);
    expect(faultySuites).toEqual(['span']);
    expect(suites).toEqual([]);
  });
});
