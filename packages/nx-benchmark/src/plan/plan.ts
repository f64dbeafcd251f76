import type { BuildSettings } from '../domain/build-settings';
import type { Method } from '../domain/method';
import type { FailOn } from '../domain/policy-settings';
import type { Requirement } from '../domain/requirement';
import type { RoundPart } from '../domain/round';
import type { Variant } from '../domain/scenario';
import type { PerSide, Side } from '../domain/side';
import type { Policy } from '../domain/verdict';

/** Where the measured code runs. */
export type EngineKind = 'docker' | 'local';

/** What is measured: time, and with `instructions` a count of those as well, once time has its verdict. */
export type Metric = 'time' | 'instructions';

/** Which traces are recorded after the rounds, and how. */
export interface ProfileRequest {
  readonly which: 'all' | 'regressions';
  /** Bytes of one side's trace. */
  readonly maxBytes: number;
  /** Microseconds; shorter calls are left out. */
  readonly minDuration: number;
}

/** Everything a run will do, decided before anything is touched. Running only obeys it. */
export interface Plan {
  readonly runId: string;
  readonly scenario: string;
  /** Absolute folder of the workspace. */
  readonly workspaceRoot: string;
  /** Folder of the scenario, relative to the workspace. */
  readonly scenarioRoot: string;
  readonly variants: readonly Variant[];
  /** Configs asked for that this scenario does not have (only where several scenarios run; else it is an error). */
  readonly skippedVariants: readonly string[];
  readonly requirements: PerSide<Requirement>;
  readonly engine: EngineKind;
  /** Docker image the environments are made in. */
  readonly image: string;
  /** Command that makes the image where it is absent; without one it is pulled. */
  readonly imageCommand?: string;
  /** Python interpreter: a name on the PATH (of the image, or of this machine), or a path. */
  readonly python: string;
  /** Engine network for installing: `auto`, or a name. */
  readonly installNetwork: string;
  /** Engine network of the measured code: `none`, or the name that the scenario asks for. */
  readonly measuringNetwork: string;
  /** Bytes that the processes of a session may use together; without it a share of what the engine has. */
  readonly memory?: number;
  /** Files with further CA certificates, absolute. */
  readonly caCertificates: readonly string[];
  /** Files with constraints for both sides, absolute. */
  readonly constraints: readonly string[];
  readonly build: BuildSettings;
  /** CPUs that one process of a variant is pinned to. */
  readonly cpusPerRun: number;
  /** CPUs to measure on, a config at a time on each `cpusPerRun` of them; absent: one at a time on all allowed. */
  readonly cpus?: readonly number[];
  /** Absolute folder of the artifacts. */
  readonly artifacts: string;
  /** Absolute folder below which the newest complete run is copied for Nx to cache; mostly the artifacts themselves. */
  readonly cachedOutputs: string;
  /** Every order and hash seed of the run follows from it. */
  readonly seed: string;
  /** The rule; `policyOf` has that of a config. */
  readonly policy: Policy;
  /** How rounds are measured where the suite says so; without it calibration chooses. */
  readonly method?: Method;
  /** Whether the machine is checked first, with the baseline against itself. */
  readonly selfCheck: boolean;
  /** A coarse run of few of the scenario's `configs`. */
  readonly quick?: { readonly configs: number };
  /** Of configs that differ from it, by name. */
  readonly ownPolicies?: Readonly<Record<string, Policy>>;
  /** Rounds to add to each config that the run left inconclusive. */
  readonly moreRounds?: number;
  /** Measure again what would fail the target, before it counts: the mildest such verdict of each config, by name. */
  readonly confirm?: Readonly<Record<string, FailOn>>;
  /** What measures this: `span:benchmark:local`. */
  readonly task?: string;
  readonly metric: Metric;
  /** Absent where nothing is recorded. */
  readonly profile?: ProfileRequest;
  /** Seconds a slice should last. */
  readonly sliceSeconds: number;
  /** Seconds a scenario may stay silent before it counts as hung. */
  readonly timeout: number;
}

/** How a variant is cut into slices; the same on both sides and in every round. */
export interface Slicing {
  readonly method: Method;
  /** Iterations in one slice. */
  readonly loops: number;
  /** Pairs of slices in one round. */
  readonly pairs: number;
  /** Slices each fresh process works off untimed before the first pair. */
  readonly warmup: number;
}

/** One round as data: nothing about it is decided while it runs. */
export interface PlannedRound extends Slicing {
  readonly variant: string;
  /** Both processes are the baseline's: a check of the machine. */
  readonly self?: true;
  readonly part?: RoundPart;
  readonly index: number;
  /** Which side takes the first slice of each pair: balanced, in random order; always `first` where they interleave. */
  readonly order: readonly Side[];
  /** Which process starts first. */
  readonly first: Side;
  /** CPUs both processes are pinned to; empty where the platform cannot pin. */
  readonly cpus: readonly number[];
  /** PYTHONHASHSEED of both processes: ten digits, so that the environment always has the same length. */
  readonly hashSeed: number;
}
