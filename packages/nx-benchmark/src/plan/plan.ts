import type { Method } from '../domain/method';
import type { Requirement } from '../domain/requirement';
import type { Variant } from '../domain/scenario';
import type { PerSide, Side } from '../domain/side';
import type { Policy } from '../domain/verdict';

/** Where the measured code runs. */
export type EngineKind = 'docker' | 'local';

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
  /** Engine network for installing: `auto`, or a name. Measuring has none. */
  readonly installNetwork: string;
  /** Files with further CA certificates, absolute. */
  readonly caCertificates: readonly string[];
  /** CPUs that one process of a variant is pinned to. */
  readonly cpusPerRun: number;
  /** Absolute folder of the artifacts. */
  readonly artifacts: string;
  /** Every order and hash seed of the run follows from it. */
  readonly seed: string;
  readonly policy: Policy;
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
  readonly index: number;
  /** Which side takes the first slice of each pair: balanced, in random order. */
  readonly order: readonly Side[];
  /** Which process starts first. */
  readonly first: Side;
  /** CPUs both processes are pinned to; empty where the platform cannot pin. */
  readonly cpus: readonly number[];
  /** PYTHONHASHSEED of both processes: ten digits, so that the environment always has the same length. */
  readonly hashSeed: number;
}
