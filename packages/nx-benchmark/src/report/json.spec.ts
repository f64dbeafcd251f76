import { describe, expect, it } from '@jest/globals';
import { jsonReport } from './json';
import { madeReport, madeVariant } from './testing/made-report';

describe('jsonReport', () => {
  it('holds numbers in the units that the field names say', () => {
    const verdict = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
    const cautions = [{ kind: 'same-version', version: 'ddtrace 4.15.7' }] as const;
    const report = JSON.parse(jsonReport('run', [madeReport([madeVariant('start', verdict)], cautions)]));
    expect(report).toMatchObject({ schema_version: 1, run_id: 'run' });
    const [scenario] = report.scenarios;
    expect(scenario.configs[0]).toMatchObject({
      name: 'start',
      verdict: 'regression',
      level: 'blocking',
      significant: true,
      regression: true,
      rounds: 10,
      baseline: { mean_seconds: 2.72e-3, stdev_seconds: 28.28e-6 },
      failure: null,
    });
    expect(scenario.configs[0]).toMatchObject({ memory: null, instructions: null });
    expect(scenario.configs[0].change_percent).toBeCloseTo(11.21);
    expect(scenario.configs[0].low_percent).toBeCloseTo(10);
    expect(scenario.configs[0].ratio).toBeCloseTo(1.1121);
    expect(scenario.cautions[0]).toMatchObject({ kind: 'same-version' });
    expect(scenario.cautions[0].sentence).toContain('ddtrace 4.15.7');
  });

  it('holds memory in bytes and per cent, and of a side measured alone no judgement', () => {
    const verdict = { kind: 'no-change', moved: [], rounds: 10 } as const;
    const memory = {
      bytes: { baseline: 1000, candidate: 1200 },
      estimate: { change: 0.25, low: 0.125, high: 0.375 },
      level: 'blocking',
    } as const;
    const made = madeReport([madeVariant('start', verdict, { memory })]);
    const configOf = (report: typeof made) => JSON.parse(jsonReport('run', [report])).scenarios[0].configs[0];
    expect(configOf(made).memory).toEqual({
      baseline_bytes: 1000,
      candidate_bytes: 1200,
      change_percent: 25,
      low_percent: 12.5,
      high_percent: 37.5,
      level: 'blocking',
      regression: true,
    });
    const alone = configOf({ ...made, manifest: { ...made.manifest, alone: true } });
    expect(alone.memory).toMatchObject({ baseline_bytes: 1000, level: null, regression: false });
    expect(alone.memory.change_percent).toBeUndefined();
  });
});
