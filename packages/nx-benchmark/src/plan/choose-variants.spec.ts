import { describe, expect, it } from '@jest/globals';
import type { Scenario } from '../domain/scenario';
import { chooseVariants } from './choose-variants';

const variants = ['start', 'start-finish', 'add-tags'].map((name) => ({ name, variables: {} }));
const scenario: Scenario = { name: 'span', root: 'benchmarks/span', variants, cpusPerRun: 1 };
const names = (asked: string[], lenient = false) =>
  chooseVariants(scenario, asked, lenient).chosen.map(({ name }) => name);

describe('chooseVariants', () => {
  it('takes all without a filter, and the order of config.yaml with one', () => {
    expect(names([])).toEqual(['start', 'start-finish', 'add-tags']);
    expect(names(['add-tags', 'start'])).toEqual(['start', 'add-tags']);
  });

  it('names the valid configs when one is unknown', () => {
    expect(() => names(['start', 'begin'])).toThrow('span has no config "begin".');
    try {
      names(['begin']);
    } catch (error) {
      expect(error).toMatchObject({ hint: 'Its configs: start, start-finish, add-tags.' });
    }
  });

  it('skips an unknown one where several scenarios share the filter, but never runs nothing', () => {
    expect(chooseVariants(scenario, ['start', 'small'], true)).toMatchObject({ skipped: ['small'] });
    expect(names(['start', 'small'], true)).toEqual(['start']);
    expect(() => names(['small'], true)).toThrow('span has no config "small".');
  });
});
