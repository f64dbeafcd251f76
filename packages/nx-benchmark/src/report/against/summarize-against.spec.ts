import { describe, expect, it } from '@jest/globals';
import { MADE_MACHINE } from '../../results/testing/made-machine';
import { madeReport } from '../testing/made-report';
import { runCautionSentence } from './run-cautions';
import { RUN_CAUTIONS } from './testing/made-run-cautions';
import { madeAgainst, madeLike, madeRecord } from './testing/made-runs';

const { manifest } = madeReport([]);
const { baseline, candidate } = manifest.sides;

describe('summarizeAgainst', () => {
  it('tells how much more a change costs than it did, and what each run said', () => {
    const { configs, geomean, question } = madeAgainst(
      { changes: { start: 0.01, stop: 0.1, calm: 0, gone: 0 } },
      { changes: { start: 0.21, stop: 0.1, calm: 0, new: 0 } },
    );
    expect(question).toBe('candidates');
    expect(configs.map(({ name, verdict: { kind } }) => [name, kind])).toEqual([
      ['start', 'regression'],
      ['calm', 'no-change'],
      ['stop', 'no-change'],
    ]);
    const [start] = configs;
    // 1.21 / 1.01, whatever the rounds scatter.
    expect(start!.told!.change).toBeCloseTo(0.198, 2);
    expect(start!.told!.low).toBeLessThan(1.21 / 1.01 - 1);
    expect(start!.told!.high).toBeGreaterThan(1.21 / 1.01 - 1);
    expect(start!.changes.reference!.change).toBeCloseTo(0.01, 2);
    expect(start!.changes.current!.change).toBeCloseTo(0.21, 2);
    expect(geomean!.change).toBeCloseTo((1.21 / 1.01) ** (1 / 3) - 1, 2);
  });

  it('rests on the rounds that each run’s own verdict rests on', () => {
    const { configs } = madeAgainst({ changes: { start: 0 } }, { changes: { start: 0.1 } });
    // Of 16 rounds: both are decided at the first look.
    expect(configs[0]).toMatchObject({ rounds: { reference: 6, current: 6 }, verdict: { rounds: 12 } });
  });

  it('compares no more than the changes where the baselines are others', () => {
    const newer = { ...baseline, version: '4.15.8', installed: 'ddtrace==4.15.8' };
    const { question, cautions } = madeLike({ current: { sides: { baseline: newer, candidate } } });
    expect(question).toBe('changes');
    expect(cautions[0]).toMatchObject({
      kind: 'baseline-differs',
      values: { reference: 'ddtrace 4.15.7', current: 'ddtrace 4.15.8' },
    });
  });

  it('takes a source with changes for another one, since nobody knows what they are', () => {
    const built = (source: NonNullable<typeof baseline.source>) => ({
      sides: { baseline: { ...baseline, installed: 'ddtrace-4.15.7.whl', source }, candidate },
    });
    const question = (source: NonNullable<typeof baseline.source>) =>
      madeLike({ reference: built(source), current: built(source) }).question;
    expect(question({ commit: 'abc', changed: false })).toBe('candidates');
    expect(question({ commit: 'abc', changed: true })).toBe('changes');
  });
});

describe('doubts about two runs', () => {
  const found = (...manifests: Parameters<typeof madeLike>) =>
    madeLike(...manifests).cautions.map(({ kind }) => kind);
  const other = { ...candidate, version: '4.17.0', installed: 'ddtrace==4.17.0' };
  const sides = { baseline, candidate: other };

  it('there are none where the candidates alone differ', () => {
    expect(found({ current: { sides } })).toEqual([]);
  });

  it.each([
    ['same-candidate', {}],
    ['machine-differs', { sides, machine: { ...MADE_MACHINE, cpuModel: 'Another CPU' } }],
    ['interpreter-differs', { sides, machine: { ...MADE_MACHINE, python: '3.13.0' } }],
    ['engine-differs', { sides, engine: { ...manifest.engine, description: 'local' } }],
    ['scenario-differs', { sides, versions: { ...manifest.versions, scenario: 'other' } }],
    ['harness-differs', { sides, versions: { ...manifest.versions, harness: 'other' } }],
    ['rule-differs', { sides, policy: { ...manifest.policy, margin: 0.01 } }],
    [
      'packages-differs',
      { sides: { baseline: { ...baseline, packages: { idna: '3.4' } }, candidate: other } },
    ],
    ['variables-differ', { sides, variants: [madeRecord('start', { variables: { size: 1 } })] }],
    [
      'method-differs',
      {
        sides,
        variants: [madeRecord('start', { slicing: { method: 'co-run', loops: 1, pairs: 2, warmup: 0 } })],
      },
    ],
    ['doubtful', { sides, cautions: [{ kind: 'not-isolated' }] }],
  ] as const)('finds %s, and nothing else', (kind, current) => {
    expect(found({ current })).toEqual([kind]);
  });

  it('says what only one of the runs has', () => {
    const { cautions } = madeAgainst(
      { changes: { start: 0, gone: 0 } },
      { changes: { start: 0, new: 0 }, manifest: { sides } },
    );
    expect(cautions).toEqual([
      { kind: 'missing', from: 'reference', variants: ['new'] },
      { kind: 'missing', from: 'current', variants: ['gone'] },
    ]);
  });

  it('is said in whole sentences', () => {
    for (const caution of RUN_CAUTIONS) {
      const sentence = runCautionSentence(caution);
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/undefined|\[object/);
      if ('values' in caution) expect(sentence).toContain('this (reference), that (current)');
      if ('variants' in caution) expect(sentence).toContain('a, b: ');
    }
  });
});
