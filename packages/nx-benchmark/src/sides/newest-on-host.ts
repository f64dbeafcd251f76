import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { redact } from '../domain/redact';
import { makeWorkFolder } from '../engine/work-folder';
import { writeAtomically } from '../files/write-atomically';
import { explainPipFailure } from './explain-pip-failure';
import { localNetworkSettings } from './network-settings';

/** Which version the index offers for a requirement, and how we know. */
export type NewestVersion =
  | { readonly kind: 'asked'; readonly version: string }
  /** The index did not say; this is what it said before. `reason` is half a sentence. */
  | { readonly kind: 'remembered'; readonly version: string; readonly at: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const LIMIT_MILLISECONDS = 20_000;

/** What decides how the index is reached, besides the host's own pip settings. */
export interface HostNetwork {
  /** PEM files of the option. */
  readonly caCertificates: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

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
  network: HostNetwork = { caCertificates: [], env: process.env },
): Promise<NewestVersion> {
  const memory = join(cache, 'newest.json');
  const known = readMemory(memory);
  const answer = await ask(requirement, python, network);
  if ('version' in answer) {
    const answers = { ...known, [requirement]: { version: answer.version, at: new Date().toISOString() } };
    writeAtomically(memory, JSON.stringify(answers, null, 1));
    return { kind: 'asked', version: answer.version };
  }
  const before = known[requirement];
  return before === undefined ? { kind: 'unknown', ...answer } : { kind: 'remembered', ...before, ...answer };
}

async function ask(
  requirement: string,
  python: string,
  { caCertificates, env }: HostNetwork,
): Promise<{ readonly version: string } | { readonly reason: string }> {
  const work = makeWorkFolder();
  const log = join(work, 'pip.log');
  try {
    // Containers trust it, too; pip alone would not.
    const further = [env.NODE_EXTRA_CA_CERTS].filter((path): path is string =>
      Boolean(path && existsSync(path)),
    );
    const settings = localNetworkSettings([...caCertificates, ...further], work, env);
    for (const { path, content } of settings.files) writeFileSync(join(work, path), content);
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', '--quiet', '--retries', '0'];
    const dryRun = ['install', '--dry-run', '--ignore-installed', '--no-deps', '--report', '-', requirement];
    const { stdout } = await promisify(execFile)(python, [...pip, '--log', log, ...dryRun], {
      timeout: LIMIT_MILLISECONDS,
      maxBuffer: 2 ** 26,
      env: { ...env, ...settings.env },
    });
    const report = JSON.parse(stdout) as { install: { metadata: { version: string } }[] };
    return { version: report.install[0]!.metadata.version };
  } catch (error) {
    const { killed, stderr } = error as { killed?: boolean; stderr?: string };
    if (killed) return { reason: 'the package index did not answer' };
    const logged = existsSync(log) ? readFileSync(log, 'utf8') : '';
    const failure = explainPipFailure(redact(`${stderr ?? ''}\n${logged}`));
    return { reason: failure?.cause ?? 'the package index did not answer' };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readMemory(path: string): Record<string, { readonly version: string; readonly at: string }> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Nothing remembered yet, or nothing that can be read: both mean asking anew.
    return {};
  }
}
