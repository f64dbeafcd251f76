import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Session } from '../engine/engine';
import { type CommandResult, runCommand } from '../engine/run-command';

/** pip of the tools layer, working in a session with the network's settings. */
export interface Pip {
  /**
   * Runs `pip ARGUMENTS…`; its lines become log events.
   *
   * @param what what is being done, for the error message: `install the baseline`
   * @throws UserError with the cause and a remedy when pip fails
   */
  run(arguments_: readonly string[], what: string): Promise<void>;
}

const FLAGS = ['--disable-pip-version-check', '--no-input', '--no-color', '--retries', '2'];

/** @param env the network's settings */
export function pipIn(session: Session, env: Readonly<Record<string, string>>, events: EventSink): Pip {
  const options = {
    env: { PIP_ROOT_USER_ACTION: 'ignore', ...env },
    onLine: (line: string) => {
      if (line.trim() !== '') events({ kind: 'log', source: 'pip', line: redact(line.trim()) });
    },
  };
  return {
    async run(arguments_, what) {
      const command = [`${session.folders.tools}/bin/python`, '-m', 'pip', ...FLAGS, ...arguments_];
      const result = await runCommand(session, command, options);
      if (result.code !== 0) throw failure(what, result);
    },
  };
}

/** User names and passwords in URLs are nobody's business in a log. */
export function redact(line: string): string {
  return line.replace(/(\/\/)[^/\s@]+@/g, '$1***@');
}

function failure(what: string, { code, stdout, stderr }: CommandResult): UserError {
  const output = redact(`${stdout}\n${stderr}`);
  const last = output.trimEnd().split('\n').slice(-12).join('\n');
  return new UserError(`Could not ${what}: pip ended with exit status ${code}.\n${last}`, remedy(output));
}

function remedy(output: string): string {
  if (/CERTIFICATE_VERIFY_FAILED|SSLError/.test(output)) {
    return 'The index shows a certificate nobody here knows. Name your company’s CA file: option caCertificates, or NODE_EXTRA_CA_CERTS.';
  }
  if (/Name or service not known|name resolution|NewConnectionError|ProxyError|ConnectTimeout/.test(output)) {
    return 'The package index cannot be reached. Check the network, HTTPS_PROXY, PIP_INDEX_URL and the option installNetwork.';
  }
  const versions = /from versions: ([^)]+)\)/.exec(output)?.[1];
  if (versions !== undefined && versions !== 'none') {
    return `The index has no such version for this Python. The newest it has: ${versions.split(', ').slice(-5).join(', ')}.`;
  }
  if (/No matching distribution found/.test(output)) {
    return 'The index has no package of this name for this Python; check the spelling, or the index (PIP_INDEX_URL).';
  }
  return 'The lines above are pip’s own words.';
}
