/** Options of the plugin in nx.json. All but the names become options of every inferred target. */
export interface PluginOptions {
  /** Folder that holds the scenarios (default `benchmarks`). */
  readonly root?: string;
  /** Folders whose `suitespec.yml` files are read (default `tests` and the root). */
  readonly suitespecs?: readonly string[];
  /** Put before the name of every inferred project (default none). */
  readonly prefix?: string;
  /** Name of the measuring target (default `benchmark`). */
  readonly targetName?: string;
  /** Name of the analysing target (default `analyze`). */
  readonly analyzeTargetName?: string;
  readonly baseline?: string;
  readonly candidate?: string;
  readonly artifacts?: string;
  readonly failOn?: string;
  readonly engine?: string;
  readonly image?: string;
  readonly imageCommand?: string;
  readonly python?: string;
  readonly installNetwork?: string;
  readonly caCertificates?: readonly string[];
}

/** Every option with its value. */
export interface NormalizedOptions {
  readonly root: string;
  readonly suitespecs: readonly string[];
  readonly prefix: string;
  readonly targetName: string;
  readonly analyzeTargetName: string;
  readonly artifacts: string;
  /** Options of the measuring target, as the user set them. */
  readonly measuring: Readonly<Record<string, unknown>>;
}

const MEASURING = [
  'baseline',
  'candidate',
  'failOn',
  'engine',
  'image',
  'imageCommand',
  'python',
  'installNetwork',
  'caCertificates',
] as const satisfies readonly (keyof PluginOptions)[];

const OWN = ['root', 'suitespecs', 'prefix', 'targetName', 'analyzeTargetName', 'artifacts'];

/** @throws Error naming an option that does not exist: a misspelt one would otherwise be ignored in silence */
export function normalizePluginOptions(options: PluginOptions = {}): NormalizedOptions {
  const known: readonly string[] = [...OWN, ...MEASURING];
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `nx.json: the plugin nx-benchmark has no option ${unknown.map((name) => `"${name}"`).join(', ')}. Its options: ${known.join(', ')}.`,
    );
  }
  const root = options.root ?? 'benchmarks';
  const set = MEASURING.filter((name) => options[name] !== undefined);
  return {
    root,
    suitespecs: options.suitespecs ?? ['tests', root],
    prefix: options.prefix ?? '',
    targetName: options.targetName ?? 'benchmark',
    analyzeTargetName: options.analyzeTargetName ?? 'analyze',
    artifacts: options.artifacts ?? 'benchmark-artifacts',
    measuring: Object.fromEntries(set.map((name) => [name, options[name]])),
  };
}
