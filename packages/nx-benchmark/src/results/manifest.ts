import type { Caution } from '../domain/caution';
import type { Method } from '../domain/method';
import type { VariantValue } from '../domain/scenario';
import type { PerSide, Side } from '../domain/side';
import type { Policy, StatisticResult, Verdict } from '../domain/verdict';

/** Counts up when a field changes its meaning or goes. */
export const MANIFEST_VERSION = 1;

/** `manifest.json`: what was measured, with what, where, and what came of it. */
export interface Manifest {
  readonly schemaVersion: typeof MANIFEST_VERSION;
  readonly runId: string;
  readonly scenario: string;
  readonly state: 'running' | 'complete' | 'interrupted' | 'failed';
  /** ISO 8601. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly versions: { readonly plugin: string; readonly harness: string; readonly node: string };
  readonly engine: {
    readonly kind: 'docker' | 'local';
    readonly description: string;
    readonly imageId?: string;
    /** Image ID or folder of the environment that holds both sides. */
    readonly environment: string;
  };
  readonly machine: Machine;
  readonly sides: PerSide<SideRecord>;
  readonly policy: Policy;
  readonly seed: string;
  readonly variants: readonly VariantRecord[];
  readonly cautions: readonly Caution[];
}

export interface SideRecord {
  /** As the user wrote it. */
  readonly requirement: string;
  readonly name: string;
  readonly version: string;
  /** What pip installed: a pin, or a wheel's file name. */
  readonly installed: string;
  readonly packages: Readonly<Record<string, string>>;
}

export interface Machine {
  readonly cpuModel: string;
  readonly cpuCount: number;
  /** CPUs the measured processes could use. */
  readonly cpus: readonly number[];
  readonly system: string;
  readonly architecture: string;
  readonly python: string;
  /** 1, 5 and 15 minutes, before the first round. */
  readonly loadAverage: readonly number[];
}

export interface VariantRecord {
  readonly name: string;
  /** Benchmark name in the pyperf files. */
  readonly benchmark: string;
  readonly variables: Readonly<Record<string, VariantValue>>;
  readonly slicing: {
    readonly method: Method;
    readonly loops: number;
    readonly pairs: number;
    readonly warmup: number;
  };
  /** Wall seconds of one iteration of the baseline, from calibration. */
  readonly iterationSeconds: number;
  readonly rounds: number;
  /** File with every slice, relative to the manifest. */
  readonly roundsFile: string;
  /** Absent while undecided. */
  readonly verdict?: Verdict;
  readonly results: readonly StatisticResult[];
  /** Why it could not be measured to its end. */
  readonly failure?: VariantFailure;
}

/** A scenario's process that ended with an error, hung or never measured. */
export interface VariantFailure {
  readonly variant: string;
  readonly side: Side;
  /** `ended with exit status 1`. */
  readonly reason: string;
  /** The last of what it printed. */
  readonly output: string;
}
