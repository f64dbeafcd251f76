import { describe, expect, it } from '@jest/globals';
import type { Caution } from '../domain/caution';
import { cautionSentence } from './cautions';

const CAUTIONS: readonly Caution[] = [
  { kind: 'same-version', version: 'x 1' },
  {
    kind: 'dependencies-differ',
    packages: [{ name: 'attrs', versions: { baseline: '1', candidate: null } }],
  },
  { kind: 'not-isolated' },
  { kind: 'set-up-script-not-run', script: 'install.sh' },
  { kind: 'baseline-drift', variant: 'start', ratio: 1.5 },
  { kind: 'preempted', variant: 'start', share: 0.6 },
  { kind: 'lumpy', variant: 'start', mainPath: 0, allWork: 0.05 },
  { kind: 'order-effect', variant: 'start', statistic: 'main-path', effect: 0.03 },
  { kind: 'unmeasured', variant: 'start', statistic: 'all-work' },
  { kind: 'long-iteration', variant: 'start', seconds: 2 },
  { kind: 'interrupted', reason: 'stopped by a signal' },
];

describe('cautionSentence', () => {
  it.each(CAUTIONS.map((caution) => [caution.kind, caution] as const))(
    'says %s in whole sentences',
    (_, caution) => {
      const sentence = cautionSentence(caution);
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      if ('variant' in caution) expect(sentence).toContain(caution.variant);
    },
  );

  it('names the package that differs, and the side that lacks it', () => {
    expect(cautionSentence(CAUTIONS[1]!)).toContain('attrs 1 / absent (baseline / candidate)');
  });
});
