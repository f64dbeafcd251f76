import type { BuildSettings } from '../domain/build-settings';
import { UserError } from '../domain/user-error';
import type { Session } from '../engine/engine';
import type { FileEntry } from '../engine/put-files';
import { runCommand } from '../engine/run-command';
import type { SourceOrigin } from './source';

const FACTS = `
import json, os
cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
print(json.dumps({"variables": sorted(os.environ), "cores": cores}))
`;

/**
 * The variables of a build besides the network's: as many jobs as there are cores, its words as it says them, the
 * version that git's tags give, and what the user set.
 *
 * @throws UserError where a forbidden variable would reach the build, wherever it comes from
 */
export async function buildEnvironment(
  session: Session,
  settings: BuildSettings,
  files: readonly FileEntry[],
  origin: SourceOrigin,
): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await runCommand(session, [session.python, '-c', FACTS]);
  const { variables, cores } = JSON.parse(stdout) as { variables: string[]; cores: number };
  refuse(settings, variables);
  return { ...parallelism(cores), ...LIVE_OUTPUT, ...versionVariables(files, origin), ...settings.env };
}

function refuse({ env, forbidden }: BuildSettings, inherited: readonly string[]): void {
  for (const name of forbidden) {
    const place =
      name in env ? 'buildEnv' : inherited.includes(name) ? 'the environment of the build' : undefined;
    if (place === undefined) continue;
    throw new UserError(
      `${name} is set in ${place}: it makes a build that runs slower than the release it is compared with.`,
      'Unset it, or take it out of forbiddenVariables in nx.json if the comparison is meant so.',
    );
  }
}

/** A setup.py that waits for a download says so; into a pipe Python would keep that to itself until the end. */
const LIVE_OUTPUT = { PYTHONUNBUFFERED: '1' };

/** Without a bound some tools start a job for every CPU of the host, or one at a time. */
function parallelism(cores: number): Record<string, string> {
  return {
    CMAKE_BUILD_PARALLEL_LEVEL: `${cores}`,
    CARGO_BUILD_JOBS: `${cores}`,
    MAKEFLAGS: `-j${cores}`,
    MAX_JOBS: `${cores}`,
  };
}

/**
 * Tools that take a package's version from git find none beside the source that is built: it is told to them as each
 * lets itself be told. Not part of the wheel's key, as a commit that changes no file is no other program.
 */
export function versionVariables(files: readonly FileEntry[], origin: SourceOrigin): Record<string, string> {
  const version = versionOf(origin);
  if (version === undefined) return {};
  const text = (path: string) => String(files.find((file) => file.path === path)?.content ?? '');
  const pyproject = text('pyproject.toml');
  const settings = [pyproject, text('setup.py'), text('setup.cfg')].join('\n');
  const name = /^\s*name\s*=\s*["']?([\w.-]+)/m.exec(pyproject || text('setup.cfg'))?.[1];
  const found: Record<string, string> = {};
  if (/setuptools[-_]scm/.test(settings)) {
    // Told to this package alone: what its own build requires may use the same tool.
    const suffix = name === undefined ? '' : `_FOR_${name.toUpperCase().replace(/[-_.]+/g, '_')}`;
    found[`SETUPTOOLS_SCM_PRETEND_VERSION${suffix}`] = version;
  }
  if (/hatch-vcs|flit[-_]scm/.test(settings)) found.SETUPTOOLS_SCM_PRETEND_VERSION = version;
  if (/pdm[-.]backend/.test(settings)) found.PDM_BUILD_SCM_VERSION = version;
  if (/poetry-dynamic-versioning/.test(settings)) found.POETRY_DYNAMIC_VERSIONING_BYPASS = version;
  if (/\bpbr\b/.test(settings)) found.PBR_VERSION = version;
  return found;
}

/** `v1.2.3-0-gabc` is 1.2.3, `v1.2.3-4-gabc` the fourth development version on the way to 1.2.4 (PEP 440). */
function versionOf({ commit, changed, describe = '' }: SourceOrigin): string | undefined {
  if (commit === undefined) return undefined;
  const match = /^(.*)-(\d+)-g([0-9a-f]+)(-dirty)?$/.exec(describe);
  const tag = /(\d+(?:\.\d+)*)([-_.]?(?:a|b|rc|alpha|beta|post|dev)[-_.]?\d*)?$/.exec(match?.[1] ?? '');
  const distance = Number(match?.[2] ?? 0);
  const local = `+g${commit.slice(0, 9)}`;
  if (tag === null) return `0.dev0${local}`;
  if (distance === 0 && !changed) return `${tag[1]}${tag[2] ?? ''}`;
  const parts = tag[1]!.split('.');
  const next = [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join('.');
  return `${next}.dev${distance}${local}`;
}
