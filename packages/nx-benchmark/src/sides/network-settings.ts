import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { UserError } from '../domain/user-error';
import type { FileEntry } from '../engine/put-files';
import { readPipSettings } from './pip-settings';

/** What an installing container needs to reach the package index as its host does. */
export interface NetworkSettings {
  /** For the environment of single commands: never of a container or an image, which would keep it. */
  readonly env: Readonly<Record<string, string>>;
  /** To be written into the session's work folder, a tmpfs. */
  readonly files: readonly FileEntry[];
  /** Host settings that cannot hold inside a container, each as a sentence. */
  readonly left: readonly string[];
}

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** Variables by which programs are told of a certificate bundle; a bundle replaces the built-in one. */
const BUNDLE_VARIABLES = [
  'PIP_CERT',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_FILE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'CARGO_HTTP_CAINFO',
];

/**
 * The host's proxies, extra CA certificates and pip settings, for a container.
 *
 * @param caCertificates PEM files named by the user; without any, the file that the host's own variables name
 * @param work folder of the session that `files` go to
 */
export function networkSettings(
  caCertificates: readonly string[],
  work: string,
  env: NodeJS.ProcessEnv = process.env,
  pip: ReadonlyMap<string, string> = readPipSettings(env),
): NetworkSettings {
  const settings: Record<string, string> = {};
  for (const name of PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()])) {
    if (env[name]) settings[name] = env[name];
  }
  const left: string[] = [];
  for (const [key, value] of pip) {
    if (key === 'cert') continue;
    if (key === 'find-links' && !isRemote(value)) {
      left.push(`pip's find-links ${value} is a folder of this machine, which the container does not see`);
    } else {
      settings[`PIP_${key.toUpperCase().replaceAll('-', '_')}`] = value;
    }
  }
  const extra = caCertificates.length > 0 ? caCertificates : certificatesOfHost(env, pip);
  if (extra.length === 0) return { env: settings, files: [], left };
  for (const name of BUNDLE_VARIABLES) settings[name] = `${work}/ca.pem`;
  const bundle = [...rootCertificates, ...extra.map(readCertificates)].join('\n');
  return { env: settings, files: [{ path: 'ca.pem', content: bundle }], left };
}

function certificatesOfHost(env: NodeJS.ProcessEnv, pip: ReadonlyMap<string, string>): string[] {
  const file = env.NODE_EXTRA_CA_CERTS ?? pip.get('cert') ?? env.REQUESTS_CA_BUNDLE ?? env.SSL_CERT_FILE;
  return file ? [file] : [];
}

function readCertificates(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `The CA certificates ${path} cannot be read: ${(error as NodeJS.ErrnoException).code}.`,
      'Correct caCertificates in nx.json, or the variable that names them (NODE_EXTRA_CA_CERTS, PIP_CERT, …).',
      { cause: error },
    );
  }
}

function isRemote(value: string): boolean {
  return value.split(/\s+/).every((part) => /^https?:\/\//.test(part));
}
