import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../domain/finding';
import { checkSummary } from './check-summary';

const finding: Finding = {
  variant: 'start',
  sides: ['baseline', 'candidate'],
  facts: { kind: 'processes-left', names: ['curl https://user:s3cret@host.example'] },
};
const check = { scenario: 'span', configs: 15, findings: [], failures: 0, seconds: 34 };

describe('checkSummary', () => {
  it('ends in one line over all configs', () => {
    expect(checkSummary(check)).toBe('span: 15 configs checked in 34 s: nothing found');
    const worse = checkSummary({ ...check, configs: 1, failures: 1, findings: [finding, finding] });
    expect(worse.split('\n').at(-1)).toBe('span: 1 config checked in 34 s: 1 failure, 2 warnings');
  });

  it('gives each finding a line, without passwords', () => {
    const [warning] = checkSummary({ ...check, findings: [finding] }).split('\n');
    expect(warning).toMatch(/^warning: start: processes still run .* curl https:\/\/\*\*\*@host\.example\. /);
  });
});
