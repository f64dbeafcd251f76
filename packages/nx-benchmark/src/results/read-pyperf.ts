import { readFileSync } from 'node:fs';
import { PYPERF_VERSION } from './pyperf-results';

/** A pyperf file with one benchmark, as far as we read it. */
export interface PyperfBenchmark {
  readonly name: string;
  /** Seconds of one iteration: of each process its values, in the order they were measured; no warm-ups. */
  readonly processes: readonly (readonly number[])[];
  /** Largest resident size of each process that says it, bytes. */
  readonly maxRss: readonly number[];
  /** What pyperf noted of the machine and the Python, as text. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Why a file could not be read as that, as a phrase: `it is no JSON`. */
export interface Unreadable {
  readonly reason: string;
}

/** Reads what pyperf wrote. Source: pyperf's documentation, "JSON format". */
export function readPyperf(path: string): PyperfBenchmark | Unreadable {
  const document = parse(path);
  if (!isObject(document) || !Array.isArray(document.benchmarks)) return { reason: 'it is no pyperf file' };
  if (document.version !== PYPERF_VERSION) {
    return {
      reason: `it has pyperf's format ${String(document.version)}, and only ${PYPERF_VERSION} is read`,
    };
  }
  const [benchmark, ...others] = document.benchmarks.filter(isObject);
  if (benchmark === undefined) return { reason: 'it holds no benchmark' };
  if (others.length > 0) {
    return { reason: `it holds ${others.length + 1} benchmarks, and a config is one` };
  }
  const runs = Array.isArray(benchmark.runs) ? benchmark.runs.filter(isObject) : [];
  // Those that calibrated have warm-ups alone.
  const measured = runs.filter(({ values }) => isNumbers(values));
  if (measured.length === 0) return { reason: 'it holds no values' };
  const metadata = textOf(document.metadata, benchmark.metadata, measured[0]!.metadata);
  if ((metadata.unit ?? 'second') !== 'second') {
    return { reason: `its values are no seconds but of the unit ${metadata.unit}` };
  }
  return {
    name: metadata.name ?? '',
    processes: measured.map(({ values }) => values as number[]),
    maxRss: measured.flatMap(({ metadata }) => {
      const bytes = isObject(metadata) ? metadata.mem_max_rss : undefined;
      return typeof bytes === 'number' ? [bytes] : [];
    }),
    metadata,
  };
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What is common to all runs stands above them: the nearest counts. */
function textOf(...levels: readonly unknown[]): Record<string, string> {
  const entries = levels.filter(isObject).flatMap((level) => Object.entries(level));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');
}
