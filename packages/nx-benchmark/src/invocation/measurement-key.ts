import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, type as systemType } from 'node:os';
import { resolve } from 'node:path';
import type { Requirement } from '../domain/requirement';
import { UserError } from '../domain/user-error';
import { baseKey } from '../engine/base-key';
import { cacheFolder } from '../engine/connect-engine';
import type { NormalizedOptions } from '../graph/plugin-options';
import { parseRequirement } from '../plan/parse-requirement';
import { harnessKey } from '../run/job-files';
import { pluginVersion } from '../run/plugin-version';
import { contentKey } from '../sides/content-key';
import { type HostNetwork, newestOnHost } from '../sides/newest-on-host';
import { buildInputs } from './build-inputs';
import type { MeasuringCommand } from './command-line';
import { repositoryKey } from './repository-key';
import { revisionKey } from './revision-key';

/** One part of the key, in words: shown with NX_VERBOSE_LOGGING, and hashed. */
export interface KeyPart {
  readonly name: string;
  readonly value: string;
}

/**
 * Everything that can change a number and that no file of the suite says: `docs/caching.md` gives the reason for each.
 *
 * @param base the revision that `git:merge-base` looks from
 * @param say told when the index could not be asked, once a requirement
 */
export async function measurementKey(
  workspaceRoot: string,
  options: NormalizedOptions,
  command: MeasuringCommand,
  base: string,
  say: (line: string) => void,
): Promise<readonly KeyPart[]> {
  const set = { ...options.measuring, ...command.options } as Readonly<Record<string, string | undefined>>;
  const engine = command.configuration === 'local' || set.engine === 'local' ? 'local' : 'docker';
  const python = set.python ?? 'python3';
  const certificates = (options.measuring.caCertificates ?? []) as readonly string[];
  const network = {
    caCertificates: certificates.map((path) => resolve(workspaceRoot, path)),
    env: process.env,
  };
  const ask = (requirement: string) => newest(requirement, network, say);
  const side = async (name: 'baseline' | 'candidate') => ({
    name,
    value: await sideKey(set[name], name, workspaceRoot, options.buildInputs, base, ask, say),
  });
  return [
    { name: 'plugin', value: pluginVersion() },
    { name: 'harness', value: harnessKey() },
    { name: 'base', value: await baseKey(engine, set.image ?? 'python:3.12-slim', python) },
    {
      name: 'machine',
      value: `${cpus()[0]?.model ?? 'unknown'} x${cpus().length}, ${systemType()} ${arch()}`,
    },
    await side('baseline'),
    await side('candidate'),
    { name: 'files of options', value: filesOfOptions(options.measuring, workspaceRoot) },
  ];
}

/** Constraints and the toolchain's Dockerfile: nx.json holds their names only. */
function filesOfOptions(measuring: NormalizedOptions['measuring'], workspaceRoot: string): string {
  const { constraints = [], toolchain = {} } = measuring as {
    readonly constraints?: readonly string[];
    readonly toolchain?: { readonly dockerfile?: string };
  };
  const paths = [...constraints, ...(toolchain.dockerfile === undefined ? [] : [toolchain.dockerfile])];
  const files = paths.map((path) => resolve(workspaceRoot, path)).filter((path) => existsSync(path));
  return files.length === 0 ? 'none' : contentKey(files.map((path) => readFileSync(path)));
}

async function sideKey(
  text: string | undefined,
  option: string,
  workspaceRoot: string,
  declared: readonly string[],
  base: string,
  ask: (requirement: string) => Promise<string>,
  say: (line: string) => void,
): Promise<string> {
  const requirement = understood(text ?? '', option, workspaceRoot, base);
  switch (requirement?.kind) {
    // What cannot be understood fails when it runs, with a sentence.
    case undefined:
      return text ?? '';
    case 'none':
      return 'none';
    case 'wheel':
    case 'sdist':
      return contentKey([text ?? '', readFileSync(requirement.path)]);
    case 'revision':
      return revisionKey(requirement);
    case 'repository':
      return repositoryKey(requirement, say);
    case 'directory': {
      const files = buildInputs(requirement.path, declared);
      return `${text} built by ${contentKey(files.flatMap(({ path, content }) => [path, content]))}`;
    }
    case 'index':
      return requirement.pinned === undefined ? ask(requirement.text) : requirement.text;
  }
}

function understood(
  text: string,
  option: string,
  workspaceRoot: string,
  base: string,
): Requirement | undefined {
  try {
    return parseRequirement(text, { option, folder: workspaceRoot, base });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function newest(
  requirement: string,
  network: HostNetwork,
  say: (line: string) => void,
): Promise<string> {
  const answer = await newestOnHost(requirement, 'python3', cacheFolder(), network);
  if (answer.kind === 'remembered') {
    say(
      `caution: ${answer.reason}, so ${requirement} is taken for ${answer.version}, as on ${answer.at.slice(0, 10)}; a cached result may be older than the newest release`,
    );
  } else if (answer.kind === 'unknown') {
    say(
      `caution: ${answer.reason}, so nobody knows which version ${requirement} means today; pin it to make the cache safe`,
    );
  }
  return answer.kind === 'unknown' ? `${requirement}, unknown` : `${requirement} is ${answer.version}`;
}
