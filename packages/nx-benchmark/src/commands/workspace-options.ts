import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/user-error';
import { type NormalizedOptions, normalizePluginOptions, type PluginOptions } from '../graph/plugin-options';
import { parseJsonWithComments } from './parse-json-with-comments';

/** What nx.json says that concerns us. */
export interface WorkspaceOptions {
  /** The defaults where the plugin is not registered. */
  readonly plugin: NormalizedOptions;
  readonly defaultBase: string;
}

/**
 * Reads the options of this plugin from nx.json.
 *
 * @param suiteRoot folder of the scenarios: chooses among several registrations of the plugin
 * @throws UserError for an nx.json that does not parse, and where one of several registrations cannot be chosen
 */
export function workspaceOptions(workspaceRoot: string, suiteRoot?: string): WorkspaceOptions {
  const file = join(workspaceRoot, 'nx.json');
  const nxJson = existsSync(file) ? parse(file) : {};
  const registered = (nxJson.plugins ?? []).flatMap((plugin) => {
    const { plugin: name, options } = typeof plugin === 'string' ? { plugin, options: {} } : plugin;
    return name === 'nx-benchmark' ? [normalizePluginOptions(options)] : [];
  });
  return {
    plugin: only(registered, suiteRoot) ?? normalizePluginOptions(),
    defaultBase: nxJson.defaultBase ?? 'main',
  };
}

interface NxJson {
  readonly defaultBase?: string;
  readonly plugins?: readonly (string | { readonly plugin: string; readonly options?: PluginOptions })[];
}

function parse(file: string): NxJson {
  try {
    return parseJsonWithComments(readFileSync(file, 'utf8')) as NxJson;
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}`, undefined, { cause: error });
  }
}

function only(registered: readonly NormalizedOptions[], suiteRoot?: string): NormalizedOptions | undefined {
  if (registered.length < 2) return registered[0];
  const chosen = registered.find(({ root }) => root === suiteRoot);
  if (chosen !== undefined) return chosen;
  throw new UserError(
    'nx.json registers nx-benchmark several times.',
    'Run the target of the suite that is meant: nx run benchmarks:list.',
  );
}
