/** A scalar of `config.yaml`, or a structure that reaches the scenario as JSON. */
export type VariantValue =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

/** One named entry of a scenario's `config.yaml` (the user says "config"; Nx uses "configuration" for something else). */
export interface Variant {
  readonly name: string;
  readonly variables: Readonly<Record<string, VariantValue>>;
}

/** A folder with `scenario.py` and `config.yaml`, as the graph found it. */
export interface Scenario {
  readonly name: string;
  /** Folder, relative to the workspace, with `/`. */
  readonly root: string;
  readonly variants: readonly Variant[];
  /** CPUs that one run of a variant needs (`cpus_per_run` of its suite). */
  readonly cpusPerRun: number;
}
