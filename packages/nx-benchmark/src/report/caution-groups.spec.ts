import { describe, expect, it } from '@jest/globals';
import type { Caution } from '../domain/caution';
import { cautionGroups } from './caution-groups';
import { cautionSentence } from './cautions';
import { madeReport, madeVariant } from './testing/made-report';

const same = { kind: 'no-change', moved: [], rounds: 8 } as const;

function report(scenario: string, configs: readonly string[], cautions: readonly Caution[]) {
  const made = madeReport(
    configs.map((name) => madeVariant(name, same)),
    cautions,
  );
  return { ...made, manifest: { ...made.manifest, scenario } };
}

const drift = (variant: string, ratio: number) => ({ kind: 'baseline-drift', variant, ratio }) as const;

describe('cautionGroups', () => {
  it('says what one config has as ever', () => {
    const cautions = [drift('a', 1.5), { kind: 'not-isolated' } as const];
    expect(cautionGroups([report('span', ['a', 'b'], cautions)])).toEqual(cautions.map(cautionSentence));
  });

  it('says once what several have, with their names and the figure of the worst', () => {
    const cautions = [drift('a', 1.5), { kind: 'not-isolated' } as const, drift('b', 1.76), drift('c', 1.2)];
    const sentences = cautionGroups([report('span', ['a', 'b', 'c', 'd'], cautions)]);
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toMatch(
      /^a, b, c \(worst: b\): the baseline's own time varied by a factor of 1\.76 /,
    );
  });

  it('names no worst where all are alike, and nobody where it is everybody', () => {
    const names = ['a', 'b', 'c', 'd'];
    const cautions = names.map((variant) => ({ kind: 'interleaved', variant }) as const);
    expect(cautionGroups([report('span', names, cautions)])).toEqual([
      expect.stringMatching(/^all 4 configs: the suite asks for interleaved processes/),
    ]);
  });

  it('keeps apart what differs in more than figures', () => {
    const effect = (variant: string, statistic: 'main-path' | 'waiting') =>
      ({ kind: 'order-effect', variant, statistic, effect: 0.03 }) as const;
    const cautions = [effect('a', 'main-path'), effect('a', 'waiting'), effect('b', 'waiting')];
    const sentences = cautionGroups([report('span', ['a', 'b'], cautions)]);
    expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual(['a', 'a, b']);
  });

  it('takes a negative effect for as bad as a positive one, and a short iteration for worse', () => {
    const cautions: readonly Caution[] = [
      { kind: 'order-effect', variant: 'a', statistic: 'waiting', effect: 0.03 },
      { kind: 'order-effect', variant: 'b', statistic: 'waiting', effect: -0.05 },
      { kind: 'rounds-missing', variant: 'a', recorded: 10, rounds: 9, shown: 'rounds' },
      { kind: 'rounds-missing', variant: 'b', recorded: 10, rounds: 2, shown: 'rounds' },
      { kind: 'loop-overhead', variant: 'a', seconds: 200e-9 },
      { kind: 'loop-overhead', variant: 'b', seconds: 80e-9 },
    ];
    for (const sentence of cautionGroups([report('span', ['a', 'b'], cautions)])) {
      expect(sentence).toContain('a, b (worst: b): ');
    }
  });

  it('names scenarios where there are several, of configs and of what is theirs as a whole', () => {
    const steal = (share: number) => ({ kind: 'steal', share }) as const;
    const governor = { kind: 'governor', governor: 'powersave' } as const;
    const sentences = cautionGroups([
      report('span', ['a'], [drift('a', 1.2), steal(0.03), governor]),
      report('tracer', ['a'], [drift('a', 1.3), governor]),
    ]);
    expect(sentences[0]).toMatch(/^span\/a, tracer\/a \(worst: tracer\/a\): /);
    expect(sentences[1]).toMatch(/^span: the hypervisor gave 3 %/);
    expect(sentences[2]).toBe(cautionSentence(governor));
  });
});
