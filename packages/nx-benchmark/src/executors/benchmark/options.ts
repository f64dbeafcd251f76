import type { EngineKind } from '../../plan/plan';

/** Options of the executor, as schema.json describes them. */
export interface BenchmarkOptions {
  readonly configs?: readonly string[];
  readonly baseline?: string;
  readonly candidate?: string;
  readonly artifacts?: string;
  readonly runId?: string;
  readonly dryRun?: boolean;
  readonly failOn?: FailOn;
  readonly engine?: EngineKind;
  readonly image?: string;
  readonly imageCommand?: string;
  readonly python?: string;
  readonly installNetwork?: string;
  readonly caCertificates?: readonly string[];
  readonly cpusPerRun?: number;
}

/** The least verdict that fails the target. */
export type FailOn = 'regression' | 'blocking' | 'never';
