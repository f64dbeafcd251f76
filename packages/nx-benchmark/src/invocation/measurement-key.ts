import { readFileSync } from 'node:fs';
import { arch, cpus, type as systemType } from 'node:os';
import type { Requirement } from '../domain/requirement';
import { UserError } from '../domain/user-error';
import { baseKey } from '../engine/base-key';
import { cacheFolder } from '../engine/connect-engine';
import type { NormalizedOptions } from '../graph/plugin-options';
import { parseRequirement } from '../plan/parse-requirement';
import { harnessKey } from '../run/job-files';
import { pluginVersion } from '../run/plugin-version';
import { contentKey } from '../sides/content-key';
import { newestOnHost } from '../sides/newest-on-host';
import { buildInputs } from './build-inputs';
import type { MeasuringCommand } from './command-line';

/** One part of the key, in words: shown with NX_VERBOSE_LOGGING, and hashed. */
export interface KeyPart {
  readonly name: string;
  readonly value: string;
}

/**
 * Everything that can change a number and that no file of the suite says: `docs/caching.md` gives the reason for each.
 *
 * @param say told when the index could not be asked, once a requirement
 */
export async function measurementKey(
  workspaceRoot: string,
  options: NormalizedOptions,
  command: MeasuringCommand,
  say: (line: string) => void,
): Promise<readonly KeyPart[]> {
  const set = { ...options.measuring, ...command.options } as Readonly<Record<string, string | undefined>>;
  const engine = command.configuration === 'local' || set.engine === 'local' ? 'local' : 'docker';
  const python = set.python ?? 'python3';
  const side = async (name: 'baseline' | 'candidate') => ({
    name,
    value: await sideKey(set[name], name, workspaceRoot, options.buildInputs, say),
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
  ];
}

async function sideKey(
  text: string | undefined,
  option: string,
  workspaceRoot: string,
  declared: readonly string[],
  say: (line: string) => void,
): Promise<string> {
  const requirement = understood(text ?? '', option, workspaceRoot);
  switch (requirement?.kind) {
    // What cannot be understood fails when it runs, with a sentence.
    case undefined:
      return text ?? '';
    case 'wheel':
      return contentKey([readFileSync(requirement.path)]);
    case 'directory': {
      const files = buildInputs(requirement.path, declared);
      return `${text} built by ${contentKey(files.flatMap(({ path, content }) => [path, content]))}`;
    }
    case 'index':
      return requirement.pinned === undefined ? newest(requirement.text, say) : requirement.text;
  }
}

function understood(text: string, option: string, workspaceRoot: string): Requirement | undefined {
  try {
    return parseRequirement(text, option, workspaceRoot);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function newest(requirement: string, say: (line: string) => void): Promise<string> {
  const answer = await newestOnHost(requirement, 'python3', cacheFolder());
  if (answer.kind === 'remembered') {
    say(
      `caution: the package index did not answer, so ${requirement} is taken for ${answer.version}, as on ${answer.at.slice(0, 10)}; a cached result may be older than the newest release`,
    );
  } else if (answer.kind === 'unknown') {
    say(
      `caution: the package index did not answer, so nobody knows which version ${requirement} means today; pin it to make the cache safe`,
    );
  }
  return answer.kind === 'unknown' ? `${requirement}, unknown` : `${requirement} is ${answer.version}`;
}
