import { resolve } from 'node:path';
import type { BuildSettings, Toolchain } from '../../domain/build-settings';
import { UserError } from '../../domain/user-error';
import type { BenchmarkOptions, ToolchainOption } from './options';

/** Compiles ddtrace's native parts without optimization: for development, never for a comparison. */
const FORBIDDEN = ['DD_FAST_BUILD'];

/**
 * How sources are built, with every default filled in.
 *
 * @throws UserError for settings that contradict each other
 */
export function buildSettings(options: BenchmarkOptions, workspaceRoot: string): BuildSettings {
  const env = Object.entries(options.buildEnv ?? {});
  for (const [name, value] of env) {
    if (typeof value === 'object' || value === null) {
      throw new UserError(`buildEnv: the value of ${name} is no text.`, 'Write { "NAME": "value" }.');
    }
  }
  return {
    toolchain: toolchain(options.toolchain ?? {}, workspaceRoot),
    env: Object.fromEntries(env.map(([name, value]) => [name, String(value)])),
    forbidden: options.forbiddenVariables ?? FORBIDDEN,
  };
}

function toolchain(option: ToolchainOption, workspaceRoot: string): Toolchain {
  const { apt, image, imageCommand, dockerfile } = option;
  const ways = (['apt', 'image', 'dockerfile'] as const).filter((way) => option[way] !== undefined);
  if (ways.length > 1) {
    throw new UserError(
      `toolchain names ${ways.join(' and ')}.`,
      'Keep one: packages to add, an image of its own, or the file to build one from.',
    );
  }
  if (imageCommand !== undefined && image === undefined) {
    throw new UserError(
      'toolchain has an imageCommand and no image.',
      'Name the image that the command makes.',
    );
  }
  if (image !== undefined) {
    return { kind: 'image', image, ...(imageCommand === undefined ? {} : { command: imageCommand }) };
  }
  if (dockerfile !== undefined) return { kind: 'dockerfile', path: resolve(workspaceRoot, dockerfile) };
  if (apt === undefined || apt.length === 0) return { kind: 'base' };
  const odd = apt.find((name) => !/^[a-z0-9][a-z0-9+.:=~-]*$/.test(name));
  if (odd !== undefined) throw new UserError(`toolchain.apt: "${odd}" is no name of a Debian package.`);
  return { kind: 'apt', packages: [...apt].sort() };
}
