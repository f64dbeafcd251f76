import { defaultPolicy } from '../../analysis/policy';
import type { StatisticResult, Verdict } from '../../domain/verdict';
import { MANIFEST_VERSION, type Manifest } from '../../results/manifest';
import { MADE_MACHINE } from '../../results/testing/made-machine';
import type { ScenarioReport, VariantReport } from '../summarize';

/** A tested main path with its change and interval as fractions. */
export function mainPath(change: number, low: number, high: number): StatisticResult {
  return { statistic: 'main-path', tested: true, deviation: 0.01, change, low, high };
}

/** A config that was measured in ten rounds, but for `overrides`. */
export function madeVariant(
  name: string,
  verdict: Verdict,
  overrides: Partial<VariantReport> = {},
): VariantReport {
  return {
    name,
    time: {
      baseline: { mean: 2.72e-3, deviation: 28.28e-6 },
      candidate: { mean: 3.03e-3, deviation: 54.18e-6 },
    },
    results: [mainPath(0.1121, 0.1, 0.12)],
    verdict,
    rounds: 10,
    failure: undefined,
    ...overrides,
  };
}

/** A complete run of `span` with the given configs. */
export function madeReport(
  variants: readonly VariantReport[],
  cautions: Manifest['cautions'] = [],
): ScenarioReport {
  const side = (version: string) => ({
    requirement: 'ddtrace',
    name: 'ddtrace',
    version,
    installed: `ddtrace==${version}`,
    packages: {},
  });
  const manifest: Manifest = {
    schemaVersion: MANIFEST_VERSION,
    runId: '2026-11-22T12-30-05-9f3a12bc',
    scenario: 'span',
    state: 'complete',
    startedAt: '2026-11-22T12:30:05Z',
    updatedAt: '2026-11-22T12:31:00Z',
    versions: { plugin: '0.1.0', harness: 'abc', scenario: 'def', node: 'v20' },
    engine: {
      kind: 'docker',
      description: 'Docker 28.5, image python:3.12-slim',
      environment: 'sha256:1',
      notIsolated: [],
      environmentKey: '123456789abcdef',
    },
    machine: MADE_MACHINE,
    placement: { cpusPerRun: 1, groups: [[0, 1]] },
    sides: { baseline: side('4.15.7'), candidate: side('4.16.0') },
    policy: defaultPolicy,
    seed: 'seed',
    variants: [],
    cautions,
  };
  return { manifest, variants, geomean: undefined };
}
