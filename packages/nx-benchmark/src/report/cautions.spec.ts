import { describe, expect, it } from '@jest/globals';
import { cautionSentence } from './cautions';
import { CAUTIONS } from './testing/made-cautions';

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
    const differing = CAUTIONS.find(({ kind }) => kind === 'dependencies-differ')!;
    expect(cautionSentence(differing)).toContain('attrs 1 / absent (baseline / candidate)');
  });

  it('says that a newer version has a doubt that this one does not know', () => {
    expect(cautionSentence({ kind: 'mist' } as never)).toContain('mist');
  });
});
