import { describe, expect, it, test } from '@jest/globals';
import type { Verdict } from '../domain/verdict';
import type { FunctionChange } from '../profile/compare-profiles';
import { problemsOf, SCHEMA_NAMES } from '../results/testing/document-problems';
import { jsonReport } from './json';
import type { ScenarioReport, VariantReport } from './summarize';
import { CAUTIONS } from './testing/made-cautions';
import { madeReport, madeVariant } from './testing/made-report';

const ESTIMATE = { change: 0.05, low: 0.04, high: 0.06 };
const REGRESSION: Verdict = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 };
const OPEN: Verdict = { kind: 'inconclusive', moved: [], rounds: 10, moreRounds: 24 };
const CALLS = { calls: 1, primitiveCalls: 1, own: 1, cumulative: 1 };
const CHANGE: FunctionChange = {
  name: 'encode',
  times: { baseline: CALLS, candidate: CALLS },
  perCall: 0,
  impact: 0,
};

/** Configs of all sorts. */
const VARIANTS: Readonly<Record<string, VariantReport>> = {
  plain: madeVariant('plain', { kind: 'no-change', moved: [], rounds: 10 }),
  confirmed: madeVariant('confirmed', { ...REGRESSION, confirmed: true, parts: [ESTIMATE, ESTIMATE] }),
  recorded: madeVariant('recorded', REGRESSION, { movers: { functions: [CHANGE], own: 1, lost: 1 } }),
  open: madeVariant('open', OPEN, {
    secondsPerRound: 2,
    atLastLook: true,
    rule: 'another',
    spent: { run: 0.01, extensions: [{ from: 6, to: 10, looks: [10], alpha: 0.005 }] },
  }),
  grown: madeVariant('grown', REGRESSION, {
    memory: { bytes: { baseline: 1, candidate: 2 }, estimate: ESTIMATE, level: 'blocking' },
    instructions: {
      perIteration: { baseline: 10, candidate: 11 },
      change: 0.1,
      spread: 0,
      loops: [1, 9],
      tool: 'valgrind-3',
    },
  }),
  failed: madeVariant('failed', OPEN, {
    time: undefined,
    results: [],
    failure: { variant: 'failed', side: 'candidate', reason: 'ended with exit status 1', output: '' },
  }),
  processes: madeVariant('processes', REGRESSION, { rounds: 0, processes: { baseline: 20, candidate: 19 } }),
  single: madeVariant('single', OPEN, {
    time: undefined,
    single: { side: 'candidate', time: { mean: 1, deviation: 0 } },
  }),
};

const problems = (report: ScenarioReport) => problemsOf('analyze', JSON.parse(jsonReport('run', [report])));
const whole = madeReport(Object.values(VARIANTS), CAUTIONS);

describe('the JSON of a report is as its published schema says', () => {
  test.each(Object.entries(VARIANTS))('of a config that is %s', (_, variant) => {
    expect(problems(madeReport([variant]))).toEqual([]);
    const alone = { ...whole.manifest, alone: true } as const;
    expect(problems({ manifest: alone, variants: [variant], geomean: undefined })).toEqual([]);
  });

  test('of a whole run with all doubts there are, and of one without a manifest', () => {
    const selfCheck = {
      variant: 'plain',
      rounds: 6,
      results: [],
      passed: true,
      expectedRounds: 6,
      smallestChange: 0.008,
    };
    const continued = [{ at: '2026-11-22T12:40:00.000Z', rounds: 8 }];
    const manifest = { ...whole.manifest, selfCheck, continued, rule: 'the rule' };
    expect(problems({ ...whole, manifest, geomean: ESTIMATE })).toEqual([]);
    expect(problems({ ...whole, recovered: true })).toEqual([]);
  });
});

describe('the schema', () => {
  const document = JSON.parse(jsonReport('run', [whole]));
  const [scenario] = document.scenarios;
  const withScenario = (changes: object) => ({ ...document, scenarios: [{ ...scenario, ...changes }] });

  it('knows every field and lacks none', () => {
    expect(problemsOf('analyze', document)).toEqual([]);
    expect(problemsOf('analyze', { ...document, mood: 'good' })).toHaveLength(1);
    expect(problemsOf('analyze', withScenario({ mood: 'good' }))).toHaveLength(1);
    const { state: _, ...stateless } = scenario;
    expect(problemsOf('analyze', { ...document, scenarios: [stateless] })).toHaveLength(1);
    expect(problemsOf('analyze', withScenario({ configs: [{ name: 'x' }] })).length).toBeGreaterThan(1);
  });

  it('knows the fields of each doubt', () => {
    const [first] = scenario.cautions;
    const { sentence: _, ...mute } = first;
    for (const caution of [{ ...first, mood: 'good' }, mute, { kind: 'mist', sentence: 'Mist.' }]) {
      expect(problemsOf('analyze', withScenario({ cautions: [caution] })).length).toBeGreaterThan(0);
    }
  });

  it('comes with the package', () => {
    for (const name of SCHEMA_NAMES) {
      const schema = require(`nx-benchmark/schemas/${name}-1.schema.json`);
      expect(schema.$id).toBe(`${name}-1.schema.json`);
    }
  });

  it('is of this version alone', () => {
    expect(problemsOf('analyze', { ...document, schema_version: 2 })).toHaveLength(1);
    expect(problemsOf('manifest', { ...whole.manifest, rule: 'r', schemaVersion: 2 })).toHaveLength(1);
  });
});
