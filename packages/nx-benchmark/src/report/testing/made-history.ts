import type { PerSide } from '../../domain/side';
import type { TimeSummary } from '../../domain/time-summary';
import type { StatisticName } from '../../domain/verdict';
import type { Manifest, VariantRecord } from '../../results/manifest';
import { madeReport } from './made-report';

/** Log scale: ten rounds of it make an interval of some tenths of a per cent. */
const DEVIATION = 0.002;

/** What a made config did: its change, or that of each statistic, as fractions. */
export type MadeChange = number | Readonly<Partial<Record<StatisticName, number>>>;

/**
 * The manifest of a complete run of `span` on the `day`th day from 2026-09-01 on.
 *
 * @param changes of each config
 */
export function madeManifest(
  day: number,
  changes: Readonly<Record<string, MadeChange>>,
  overrides: Partial<Manifest> = {},
): Manifest {
  const { manifest } = madeReport([]);
  const startedAt = new Date(Date.UTC(2026, 8, day, 9, 30)).toISOString();
  return {
    ...manifest,
    runId: `run-${String(day).padStart(4, '0')}`,
    startedAt,
    updatedAt: startedAt,
    task: 'span:benchmark',
    variants: Object.entries(changes).map(([name, change]) => madeRecord(name, change)),
    ...overrides,
  };
}

/** The record of a config that was measured in ten rounds. */
export function madeRecord(
  name: string,
  change: MadeChange,
  overrides: Partial<VariantRecord> = {},
): VariantRecord {
  const changes = typeof change === 'number' ? { 'main-path': change } : change;
  return {
    name,
    benchmark: `span-${name}`,
    innerLoops: 1,
    variables: { size: 100 },
    slicing: { method: 'lock-step', loops: 2, pairs: 40, warmup: 2 },
    iterationSeconds: 0.001,
    rounds: 10,
    roundsFile: `rounds/${name}.jsonl`,
    verdict: { kind: 'no-change', moved: [], rounds: 10 },
    results: Object.entries(changes).map(([statistic, change]) => ({
      statistic: statistic as StatisticName,
      tested: true,
      deviation: DEVIATION,
      change,
      low: change - 0.003,
      high: change + 0.003,
    })),
    time: madeTime(changes['main-path'] ?? 0),
    ...overrides,
  };
}

function madeTime(change: number): PerSide<TimeSummary> {
  const deviation = 1e-5;
  return { baseline: { mean: 1e-3, deviation }, candidate: { mean: 1e-3 * (1 + change), deviation } };
}

/** Small numbers that look like chance and are the same each time: the fractional parts of multiples of √2. */
export function jitter(index: number): number {
  return 0.002 * (((index * Math.SQRT2) % 1) - 0.5);
}
