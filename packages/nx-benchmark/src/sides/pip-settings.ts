import { readFileSync } from 'node:fs';
import { devNull, homedir } from 'node:os';
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
  'proxy',
  'cert',
  'client-cert',
];

/** Sections that count for installing, each over the one before, in whichever file they stand. */
const SECTIONS = ['global', 'install'];

/**
 * The host's pip settings, as pip itself would merge them: global, user and environment's configuration file, then
 * `PIP_*` variables. Keys as in pip.conf (`index-url`), several values separated by a space.
 */
export function readPipSettings(
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
  read: (path: string) => string | undefined = readIfThere,
): ReadonlyMap<string, string> {
  const files = configFiles(env, home).map((path) => parseConfig(read(path) ?? ''));
  const settings = new Map<string, string>();
  for (const section of SECTIONS) {
    for (const file of files) {
      for (const [key, value] of file.get(section) ?? []) settings.set(key, value);
    }
  }
  for (const key of PASSED_ON) {
    const value = env[pipVariable(key)];
    // To pip an empty variable is none.
    if (value) settings.set(key, value.trim());
  }
  return settings;
}

/** The variable by which pip is told a setting: `PIP_INDEX_URL` for `index-url`. */
export function pipVariable(key: string): string {
  return `PIP_${key.toUpperCase().replaceAll('-', '_')}`;
}

function configFiles(env: NodeJS.ProcessEnv, home: string): string[] {
  // So pip is told to read none.
  if (env.PIP_CONFIG_FILE === devNull) return [];
  return [
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
    join(home, '.pip/pip.conf'),
    join(home, 'Library/Application Support/pip/pip.conf'),
    join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pip/pip.conf'),
    ...(env.PIP_CONFIG_FILE ? [env.PIP_CONFIG_FILE] : []),
  ];
}

/**
 * The INI of Python's configparser, as far as pip.conf uses it: sections, `key = value`, indented further lines.
 *
 * @returns what is passed on, by section
 */
function parseConfig(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let settings: Map<string, string> | undefined;
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const section = /^\[(.+)\]/.exec(line)?.[1];
    const entry = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    if (section !== undefined) {
      settings = sections.get(section) ?? new Map();
      sections.set(section, settings);
      key = undefined;
    } else if (/^\s/.test(line) && key !== undefined) {
      settings?.set(key, `${settings.get(key)} ${line.trim()}`.trim());
    } else if (entry !== null) {
      // To pip, as to an option of its command line, a dash and an underscore are the same.
      const name = entry[1]!.toLowerCase().replaceAll('_', '-');
      key = PASSED_ON.includes(name) ? name : undefined;
      if (key !== undefined) settings?.set(key, entry[2]!.trim());
    }
  }
  for (const values of sections.values()) {
    for (const [name, value] of values) if (value === '') values.delete(name);
  }
  return sections;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A file that is absent or not ours to read sets nothing; pip sees it the same way.
    return undefined;
  }
}
