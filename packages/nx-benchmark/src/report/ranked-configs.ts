import type { StatisticResult } from '../domain/verdict';
import { memoryVerdict } from './memory-words';
import type { ScenarioReport, VariantReport } from './summarize';
import { verdictWords } from './verdict-words';

/** One config of a run and what it comes to: a line of every table. */
export interface RankedConfig {
  readonly report: ScenarioReport;
  readonly variant: VariantReport;
  /** How urgently somebody should look: 5 failed, 4 blocking, 3 regression, 2 minor, 1 inconclusive, 0 nothing. */
  readonly severity: number;
  /** The statistic whose change is told: the first that moved, else the first that was tested. */
  readonly told: StatisticResult | undefined;
  /** The verdict on time alone: `no change`; or why there is none. */
  readonly timeWords: string;
  /** The same and, where it is a regression, memory: `no change, memory +7.20 %: regression`. */
  readonly words: string;
}

/** All configs of a run, what is worst first, else by name. */
export function rankedConfigs(reports: readonly ScenarioReport[]): readonly RankedConfig[] {
  const all = reports.flatMap((report) => report.variants.map((variant) => ranked(report, variant)));
  return all.sort((a, b) => b.severity - a.severity || compare(nameOf(a), nameOf(b)));
}

function ranked(report: ScenarioReport, variant: VariantReport): RankedConfig {
  const { state, alone } = report.manifest;
  const without = (words: string, severity: number) => {
    return { report, variant, severity, told: undefined, timeWords: words, words };
  };
  if (state === 'unusable') return without('machine not usable', 5);
  if (variant.failure !== undefined) return without('failed', 5);
  if (alone) return without('measured alone', 0);
  const { verdict, memory, results } = variant;
  const told = results.find(
    ({ statistic, tested }) => tested && (verdict.moved[0] ?? statistic) === statistic,
  );
  const [timeWords = ''] = verdictWords(verdict).split(',');
  const grown = memory && memoryVerdict(memory);
  return {
    report,
    variant,
    severity: severity(variant),
    told,
    timeWords,
    words: grown === undefined ? timeWords : `${timeWords}, ${grown}`,
  };
}

const SEVERITY: Readonly<Record<string, number>> = { blocking: 4, regression: 3, minor: 2 };

function severity({ verdict, memory }: VariantReport): number {
  const ofMemory = SEVERITY[memory?.level ?? ''] ?? 0;
  if (verdict.kind === 'regression') return Math.max(SEVERITY[verdict.level ?? 'minor'] ?? 0, ofMemory);
  return Math.max(verdict.kind === 'inconclusive' ? 1 : 0, ofMemory);
}

function nameOf({ report, variant }: RankedConfig): string {
  return `${report.manifest.scenario}\n${variant.name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
