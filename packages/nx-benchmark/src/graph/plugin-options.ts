import type { ScenarioPolicySettings } from '../domain/policy-settings';
import { UserError } from '../domain/user-error';
import { mergePolicies, policyOption } from './policy-option';

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
  /** Name of the target that shows the trend over many runs (default `history`). */
  readonly historyTargetName?: string;
  /** Name of the listing target (default `list`). */
  readonly listTargetName?: string;
  /** Name of the target that cleans up (default `prune`). */
  readonly pruneTargetName?: string;
  /** Changed files that `list` leaves out: patterns with the meaning of Python's fnmatch (default none). */
  readonly ignore?: readonly string[];
  readonly baseline?: string;
  readonly candidate?: string;
  readonly artifacts?: string;
  /** The same as `policy.failOn`. */
  readonly failOn?: ScenarioPolicySettings['failOn'];
  /** The rule of every scenario, unless its suite says otherwise. */
  readonly policy?: ScenarioPolicySettings;
  readonly confirm?: boolean;
  readonly engine?: string;
  readonly image?: string;
  readonly imageCommand?: string;
  readonly python?: string;
  readonly installNetwork?: string;
  readonly memory?: string;
  readonly metric?: string;
  readonly profile?: boolean | string;
  readonly profileMaxSize?: string;
  readonly profileMinDuration?: number;
  readonly timeout?: number;
  readonly caCertificates?: readonly string[];
  readonly selfCheck?: boolean;
  /** Every run is a quick one, unless its command line says `--quick=false`. */
  readonly quick?: boolean;
  readonly constraints?: readonly string[];
  readonly toolchain?: object;
  readonly buildEnv?: object;
  readonly forbiddenVariables?: readonly string[];
  readonly cpus?: string | number;
  /**
   * Further files of a source tree that decide how it is built (fnmatch): part of the cache key, not of the selection.
   */
  readonly buildInputs?: readonly string[];
}

/** Every option with its value. */
export interface NormalizedOptions {
  readonly root: string;
  readonly suitespecs: readonly string[];
  readonly prefix: string;
  readonly targetName: string;
  readonly analyzeTargetName: string;
  readonly historyTargetName: string;
  readonly listTargetName: string;
  readonly pruneTargetName: string;
  readonly ignore: readonly string[];
  readonly buildInputs: readonly string[];
  readonly artifacts: string;
  readonly policy: ScenarioPolicySettings;
  /** Options of the measuring target, as the user set them. */
  readonly measuring: Readonly<Record<string, unknown>>;
}

const MEASURING = [
  'baseline',
  'candidate',
  'confirm',
  'engine',
  'image',
  'imageCommand',
  'python',
  'installNetwork',
  'memory',
  'metric',
  'profile',
  'profileMaxSize',
  'profileMinDuration',
  'timeout',
  'caCertificates',
  'selfCheck',
  'quick',
  'constraints',
  'toolchain',
  'buildEnv',
  'forbiddenVariables',
  'cpus',
] as const satisfies readonly (keyof PluginOptions)[];

const OWN = [
  'root',
  'suitespecs',
  'prefix',
  'targetName',
  'analyzeTargetName',
  'historyTargetName',
  'listTargetName',
  'pruneTargetName',
  'ignore',
  'buildInputs',
  'artifacts',
  'failOn',
  'policy',
] as const satisfies readonly (keyof PluginOptions)[];

/** @throws UserError naming an option that does not exist: a misspelt one would otherwise be ignored in silence */
export function normalizePluginOptions(options: PluginOptions = {}): NormalizedOptions {
  const known: readonly string[] = [...OWN, ...MEASURING];
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
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
    historyTargetName: options.historyTargetName ?? 'history',
    listTargetName: options.listTargetName ?? 'list',
    pruneTargetName: options.pruneTargetName ?? 'prune',
    ignore: options.ignore ?? [],
    buildInputs: options.buildInputs ?? [],
    artifacts: options.artifacts ?? 'benchmark-artifacts',
    policy: mergePolicies(
      options.failOn === undefined ? {} : policyOption({ failOn: options.failOn }, 'nx.json: options'),
      policyOption(options.policy ?? {}, 'nx.json: policy'),
    ),
    measuring: Object.fromEntries(set.map((name) => [name, options[name]])),
  };
}
