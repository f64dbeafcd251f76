import { describe, expect, it } from '@jest/globals';
import type { TraceCaution } from '../domain/trace-profile';
import { traceCautionSentence } from './trace-cautions';

const CAUTIONS: readonly TraceCaution[] = [
  { kind: 'truncated' },
  { kind: 'overflow' },
  { kind: 'unfinished', calls: 1 },
  { kind: 'unfinished', calls: 12 },
  { kind: 'overlap', calls: 1 },
  { kind: 'overlap', calls: 12 },
];

describe('traceCautionSentence', () => {
  it.each(CAUTIONS.map((caution) => [JSON.stringify(caution), caution] as const))(
    'says %s in whole sentences',
    (_, caution) => {
      const sentence = traceCautionSentence('span/start (baseline)', caution);
      expect(sentence).toMatch(/^span\/start \(baseline\): .*\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|1 calls/);
      if ('calls' in caution) expect(sentence).toContain(`${caution.calls} call`);
    },
  );
});
