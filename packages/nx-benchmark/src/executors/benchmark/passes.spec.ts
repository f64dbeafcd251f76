import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../../domain/verdict';
import type { ScenarioReport } from '../../report/summarize';
import { passes } from './passes';

const report = (verdict: Partial<Verdict>, state = 'complete') =>
  ({ manifest: { state }, variants: [{ verdict }] }) as unknown as ScenarioReport;

const failing = (verdict: Partial<Verdict>, variants: readonly unknown[] = [{ verdict }]) =>
  (['inconclusive', 'regression', 'blocking', 'never'] as const).filter(
    (failOn) => !passes({ ...report(verdict), variants } as unknown as ScenarioReport, () => failOn),
  );

describe('passes', () => {
  it.each([
    [{ kind: 'no-change' }, []],
    [{ kind: 'improvement' }, []],
    [{ kind: 'improvement', level: 'large' }, []],
    [{ kind: 'regression', level: 'minor' }, []],
    [{ kind: 'inconclusive' }, ['inconclusive']],
    [{ kind: 'regression', level: 'regression' }, ['inconclusive', 'regression']],
    [{ kind: 'regression', level: 'blocking' }, ['inconclusive', 'regression', 'blocking']],
  ] as const)('%j fails the target where failOn is one of %j', (verdict, levels) => {
    expect(failing(verdict)).toEqual(levels);
  });

  it('asks each config for its own failOn', () => {
    const regression = { kind: 'regression', level: 'regression' } as Verdict;
    const variants = [
      { name: 'strict', verdict: { kind: 'no-change' } as Verdict },
      { name: 'lenient', verdict: regression },
    ];
    const { manifest } = report({});
    const both = { manifest, variants } as unknown as ScenarioReport;
    expect(passes(both, (name) => (name === 'lenient' ? 'blocking' : 'regression'))).toBe(true);
    expect(passes(both, (name) => (name === 'strict' ? 'blocking' : 'regression'))).toBe(false);
  });

  it.each([
    ['regression', ['inconclusive', 'regression']],
    ['blocking', ['inconclusive', 'regression', 'blocking']],
  ] as const)('fails for memory as for time: %s where failOn is one of %j', (level, levels) => {
    const variants = [{ verdict: { kind: 'no-change' }, memory: { level } }];
    expect(failing({ kind: 'no-change' }, variants)).toEqual(levels);
  });

  it('passes a side measured alone, whatever it shows against itself', () => {
    const { variants } = report({ kind: 'regression', level: 'blocking' });
    const manifest = { state: 'complete', alone: true } as ScenarioReport['manifest'];
    expect(passes({ manifest, variants }, () => 'inconclusive')).toBe(true);
  });

  it('never passes a run that did not come to its end', () => {
    expect(passes(report({ kind: 'no-change' }, 'interrupted'), () => 'never')).toBe(false);
  });
});
