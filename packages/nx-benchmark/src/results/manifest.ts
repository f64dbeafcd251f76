import type { Caution } from '../domain/caution';
import type { InstructionComparison } from '../domain/instruction-comparison';
import type { MemoryComparison } from '../domain/memory-comparison';
import type { Method } from '../domain/method';
import type { VariantValue } from '../domain/scenario';
import type { SelfCheck } from '../domain/self-check';
import type { PerSide, Side } from '../domain/side';
import type { TimeSummary } from '../domain/time-summary';
import type { TraceRecording } from '../domain/trace-recording';
import type { Estimate, Extension, Policy, StatisticResult, Verdict } from '../domain/verdict';

/** Counts up when a field changes its meaning or goes. */
export const MANIFEST_VERSION = 1;

/** `manifest.json`: what was measured, with what, where, and what came of it. */
export interface Manifest {
  readonly schemaVersion: typeof MANIFEST_VERSION;
  readonly runId: string;
  readonly scenario: string;
  /** `unusable`: the machine found a difference where there was none, so nothing was measured. */
  readonly state: 'running' | 'complete' | 'interrupted' | 'failed' | 'unusable';
  /** ISO 8601. */
  readonly startedAt: string;
  readonly updatedAt: string;
  /** Each time that the run went on after it had ended. */
  readonly continued?: readonly Continuation[];
  readonly versions: {
    readonly plugin: string;
    readonly harness: string;
    /** Content key of the files under `benchmarks/` that the scenario is made of; its configs are in `variants`. */
    readonly scenario: string;
    readonly node: string;
  };
  readonly engine: {
    readonly kind: 'docker' | 'local';
    readonly description: string;
    readonly imageId?: string;
    /** Image ID or folder of the environment that holds both sides. */
    readonly environment: string;
    /** What the measured code could reach or take all the same: `network`, `file system`, … */
    readonly notIsolated: readonly string[];
    /** Content key of that environment: what was installed, on which base. */
    readonly environmentKey: string;
  };
  readonly machine: Machine;
  readonly placement: Placement;
  readonly sides: PerSide<SideRecord>;
  /** There is no candidate: the baseline was measured alone, against itself. Then no verdict says anything. */
  readonly alone?: true;
  readonly policy: Policy;
  /** The policy as a sentence. */
  readonly rule?: string;
  /** What measured: `span:benchmark`. */
  readonly task?: string;
  readonly seed: string;
  /** The baseline against itself, before anything was compared; absent where it was left out. */
  readonly selfCheck?: SelfCheck;
  readonly variants: readonly VariantRecord[];
  /**
   * Geometric mean of the main path's change over the variants; absent while it is measured, for fewer than two, where one
   * lacks it, and in what older versions wrote.
   */
  readonly geomean?: Estimate;
  readonly cautions: readonly Caution[];
}

/** A later process took a run up again. */
export interface Continuation {
  /** ISO 8601. */
  readonly at: string;
  /** Rounds of all configs that were there already. */
  readonly rounds: number;
}

/** Where rounds ran. */
export interface Placement {
  readonly cpusPerRun: number;
  /** A round runs on one group; so many rounds of different configs may run at once. Empty groups: not pinned. */
  readonly groups: readonly (readonly number[])[];
}

export interface SideRecord {
  /** As the user wrote it. */
  readonly requirement: string;
  readonly name: string;
  readonly version: string;
  /** What pip installed: a pin, or a wheel's file name. */
  readonly installed: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Whether it holds native code, as its wheel says. */
  readonly native?: boolean;
  /** Of a side built from source in a git repository: its commit, whether files differ from it, what tags say of it. */
  readonly source?: { readonly commit?: string; readonly changed?: boolean; readonly describe?: string };
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
  /** Who sets the CPUs' speed (null: unknown), and whether it may exceed the rated one. */
  readonly frequency?: { readonly governor: string | null; readonly turbo: boolean | null };
}

export interface VariantRecord {
  readonly name: string;
  /** Benchmark name in the pyperf files. */
  readonly benchmark: string;
  /** Operations in one iteration, as the scenario says. */
  readonly innerLoops: number;
  readonly variables: Readonly<Record<string, VariantValue>>;
  readonly slicing: {
    readonly method: Method;
    readonly loops: number;
    readonly pairs: number;
    readonly warmup: number;
  };
  /** Wall seconds of one iteration of the baseline, from calibration. */
  readonly iterationSeconds: number;
  /** Why no second process of the scenario can run beside the first, if so. */
  readonly exclusive?: string;
  readonly rounds: number;
  /** File with every slice, relative to the manifest. */
  readonly roundsFile: string;
  /** Where it differs from that of the run. */
  readonly policy?: Policy;
  readonly rule?: string;
  /** Rounds asked for after the last look had proven nothing, at least one time. */
  readonly extensions?: readonly ExtensionRecord[];
  /** The second part of fresh rounds that a regression was to be confirmed by. */
  readonly confirmation?: ConfirmationRecord;
  /** Absent while undecided. */
  readonly verdict?: Verdict;
  readonly results: readonly StatisticResult[];
  /**
   * Wall time of one iteration (CPU time of a co-run) over the rounds. Absent before the first, and in what older versions
   * wrote.
   */
  readonly time?: PerSide<TimeSummary>;
  /** Wall seconds of a round, process starts included; absent likewise. */
  readonly secondsPerRound?: number;
  /** Absent before the first round. */
  readonly memory?: MemoryComparison;
  /** Only where they were counted. */
  readonly instructions?: InstructionComparison;
  /** Only where they were recorded; the files are in the run's own folder alone. */
  readonly traces?: TraceRecording;
  /** Why it could not be measured to its end. */
  readonly failure?: VariantFailure;
}

/** Fresh rounds that check a regression, judged by the same rule. */
export interface ConfirmationRecord {
  /** What the other rounds said alone. */
  readonly first: Verdict;
  readonly rounds: number;
  /** File with every slice, relative to the manifest. */
  readonly roundsFile: string;
  readonly results: readonly StatisticResult[];
  /** What these rounds say alone; absent while undecided. */
  readonly verdict?: Verdict;
}

/** An extension, and what it may spend. */
export interface ExtensionRecord extends Extension {
  /** Probability that one of its looks misleads. */
  readonly alpha: number;
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
