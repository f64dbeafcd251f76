import type { Method } from '../../domain/method';
import type { FailOn, ScenarioPolicySettings } from '../../domain/policy-settings';
import type { EngineKind, Metric } from '../../plan/plan';

/** Options of the executor, as schema.json describes them. */
export interface BenchmarkOptions {
  readonly configs?: readonly string[];
  readonly baseline?: string;
  readonly candidate?: string;
  readonly artifacts?: string;
  readonly runId?: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly quick?: boolean;
  readonly failOn?: FailOn;
  readonly margin?: number;
  readonly blocking?: number;
  readonly alpha?: number;
  readonly maxRounds?: number;
  readonly maxMinutes?: number;
  /** What nx.json and the suite say of the rule. */
  readonly policy?: ScenarioPolicySettings;
  readonly moreRounds?: number;
  readonly confirm?: boolean;
  readonly engine?: EngineKind;
  readonly image?: string;
  readonly imageCommand?: string;
  readonly python?: string;
  readonly installNetwork?: string;
  readonly measuringNetwork?: string;
  readonly memory?: string;
  readonly metric?: Metric;
  readonly profile?: boolean | string;
  readonly profileMaxSize?: string;
  /** Microseconds. */
  readonly profileMinDuration?: number;
  /** Per cent. */
  readonly memoryMargin?: number;
  readonly timeout?: number;
  readonly caCertificates?: readonly string[];
  readonly cpusPerRun?: number;
  readonly selfCheck?: boolean;
  readonly method?: Method;
  readonly constraints?: readonly string[];
  readonly toolchain?: ToolchainOption;
  readonly buildEnv?: Readonly<Record<string, unknown>>;
  readonly forbiddenVariables?: readonly string[];
  /** Set by the graph for a scenario that its suite's mistakes keep from being measured: a line each. */
  readonly problems?: readonly string[];
  /** A number where a single CPU is written without quotes. */
  readonly cpus?: string | number;
}

/** What sources are built in: at most one of the three ways. */
export interface ToolchainOption {
  readonly apt?: readonly string[];
  readonly image?: string;
  readonly imageCommand?: string;
  readonly dockerfile?: string;
}
