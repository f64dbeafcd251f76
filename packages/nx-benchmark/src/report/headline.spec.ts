import { describe, expect, it } from '@jest/globals';
import { headline } from './headline';
import { rankedConfigs } from './ranked-configs';
import { madeReport, madeVariant } from './testing/made-report';

describe('headline', () => {
  it('counts what is alike, the worst first', () => {
    const blocking = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 6 } as const;
    const same = { kind: 'no-change', moved: [], rounds: 6 } as const;
    const unsure = { kind: 'inconclusive', moved: [], rounds: 40, moreRounds: 12 } as const;
    const verdicts = [same, blocking, unsure, same, blocking];
    const report = madeReport(verdicts.map((verdict, at) => madeVariant(`c${at}`, verdict)));
    expect(headline(rankedConfigs([report]))).toBe('2 regressions (blocking), 1 inconclusive, 2 no change');
  });
});
