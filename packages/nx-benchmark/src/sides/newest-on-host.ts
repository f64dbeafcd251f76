import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Which version the index offers for a requirement, and how we know. */
export type NewestVersion =
  | { readonly kind: 'asked'; readonly version: string }
  /** The index did not answer; this is what it said before. */
  | { readonly kind: 'remembered'; readonly version: string; readonly at: string }
  | { readonly kind: 'unknown' };

const LIMIT_MILLISECONDS = 20_000;

/**
 * Asks the index through the host's pip, which knows the user's proxies and indexes. For the cache key only: what is
 * installed is resolved where it is installed.
 *
 * @param cache folder that remembers answers, for when there is no network
 */
export async function newestOnHost(
  requirement: string,
  python: string,
  cache: string,
): Promise<NewestVersion> {
  const memory = join(cache, 'newest.json');
  const known = readMemory(memory);
  try {
    const version = await ask(requirement, python);
    mkdirSync(dirname(memory), { recursive: true });
    const answers = { ...known, [requirement]: { version, at: new Date().toISOString() } };
    writeFileSync(memory, JSON.stringify(answers, null, 1));
    return { kind: 'asked', version };
  } catch {
    const before = known[requirement];
    return before === undefined ? { kind: 'unknown' } : { kind: 'remembered', ...before };
  }
}

async function ask(requirement: string, python: string): Promise<string> {
  const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', '--quiet', '--retries', '0'];
  const dryRun = ['install', '--dry-run', '--ignore-installed', '--no-deps', '--report', '-', requirement];
  const { stdout } = await promisify(execFile)(python, [...pip, ...dryRun], {
    timeout: LIMIT_MILLISECONDS,
    maxBuffer: 2 ** 26,
  });
  const report = JSON.parse(stdout) as { install: { metadata: { version: string } }[] };
  return report.install[0]!.metadata.version;
}

function readMemory(path: string): Record<string, { readonly version: string; readonly at: string }> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Nothing remembered yet, or nothing that can be read: both mean asking anew.
    return {};
  }
}
