import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Settings of the host's pip that decide where packages come from; the others are the host's own business. */
const PASSED_ON = [
  'index-url',
  'extra-index-url',
  'trusted-host',
  'find-links',
  'no-index',
  'default-timeout',
  'timeout',
  'retries',
  'pre',
  'cert',
];

/**
 * The host's pip settings, as pip itself would merge them: global, user and environment's configuration file, then
 * `PIP_*` variables. Keys as in pip.conf (`index-url`), several values separated by a space.
 */
export function readPipSettings(
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
  read: (path: string) => string | undefined = readIfThere,
): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const path of configFiles(env, home)) {
    for (const [key, value] of parseConfig(read(path) ?? '')) settings.set(key, value);
  }
  for (const key of PASSED_ON) {
    const value = env[`PIP_${key.toUpperCase().replaceAll('-', '_')}`];
    if (value !== undefined) settings.set(key, value);
  }
  return settings;
}

function configFiles(env: NodeJS.ProcessEnv, home: string): string[] {
  return [
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
    join(home, '.pip/pip.conf'),
    join(home, 'Library/Application Support/pip/pip.conf'),
    join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pip/pip.conf'),
    ...(env.PIP_CONFIG_FILE ? [env.PIP_CONFIG_FILE] : []),
  ];
}

/** The INI of Python's configparser, as far as pip.conf uses it: sections, `key = value`, indented further lines. */
function parseConfig(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  let relevant = false;
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const section = /^\[(.+)\]/.exec(line)?.[1];
    const entry = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    if (section !== undefined) {
      relevant = section === 'global' || section === 'install';
      key = undefined;
    } else if (/^\s/.test(line) && key !== undefined) {
      settings.set(key, `${settings.get(key)} ${line.trim()}`.trim());
    } else if (entry !== null) {
      key = relevant && PASSED_ON.includes(entry[1]!) ? entry[1]! : undefined;
      if (key !== undefined) settings.set(key, entry[2]!.trim());
    }
  }
  return settings;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A file that is absent or not ours to read sets nothing; pip sees it the same way.
    return undefined;
  }
}
