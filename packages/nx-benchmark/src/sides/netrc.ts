import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The entries of the host's netrc for `hosts`, as a netrc; undefined where there are none. pip takes from there what a
 * URL does not say. Entries of other hosts, `default` and macros stay where they are.
 */
export function netrcFor(
  hosts: ReadonlySet<string>,
  env: NodeJS.ProcessEnv,
  home: string = homedir(),
): string | undefined {
  const candidates = env.NETRC ? [env.NETRC] : [join(home, '.netrc'), join(home, '_netrc')];
  const text = candidates.map(readIfThere).find((text) => text !== undefined) ?? '';
  const entries = entriesOf(text).filter(({ machine }) => hosts.has(machine));
  if (entries.length === 0) return undefined;
  return entries.map(({ machine, rest }) => `machine ${machine}\n${rest.join(' ')}\n`).join('');
}

interface Entry {
  readonly machine: string;
  readonly rest: string[];
}

function entriesOf(text: string): Entry[] {
  // A macro runs to the next empty line. Where a comment begins only the start of a line is sure: passwords hold "#" too.
  const plain = text
    .replace(/^\s*macdef[\s\S]*?(\r?\n\s*\r?\n|$(?![\s\S]))/gm, '\n')
    .replace(/^\s*#.*$/gm, '');
  const words = plain.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  const entries: Entry[] = [];
  let current: Entry | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === 'default') current = undefined;
    else if (word === 'machine') {
      current = { machine: words[++at] ?? '', rest: [] };
      entries.push(current);
    } else if (/^(login|user|account|password)$/.test(word)) {
      current?.rest.push(word, words[at + 1] ?? '');
      at++;
    }
  }
  return entries;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Absent, or not ours to read: pip goes on without it as well.
    return undefined;
  }
}
