import { describe, expect, it } from '@jest/globals';
import { csvReport } from './csv';
import { madeReport, madeVariant } from './testing/made-report';

describe('csvReport', () => {
  it('has a line a config with numbers in the units that the columns say', () => {
    const verdict = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
    const lines = csvReport('run', [madeReport([madeVariant('start', verdict)])]).split('\r\n');
    const [names, values] = lines.map((line) => line.split(','));
    const row = Object.fromEntries(names!.map((name, at) => [name, values![at]]));
    expect(row).toMatchObject({
      run_id: 'run',
      scenario: 'span',
      config: 'start',
      verdict: 'regression',
      level: 'blocking',
    });
    expect(Number(row.change_percent)).toBeCloseTo(11.21);
    expect(Number(row.baseline_mean_seconds)).toBeCloseTo(2.72e-3);
    expect(lines).toHaveLength(2);
  });

  it('quotes what would break a line', () => {
    const csv = csvReport('run', [
      madeReport([madeVariant('a,"b"', { kind: 'no-change', moved: [], rounds: 6 })]),
    ]);
    expect(csv).toContain('"a,""b"""');
  });
});
