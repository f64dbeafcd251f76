import { existsSync } from 'node:fs';
import { UserError } from '../domain/user-error';
import type { FileEntry } from '../engine/put-files';
import { caBundle } from './ca-bundle';
import { localFindLinks } from './local-find-links';
import { netrcFor } from './netrc';
import { pipVariable, readPipSettings } from './pip-settings';

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
 * The host's proxies, CA certificates, pip settings and netrc, for a container.
 *
 * @param caCertificates PEM files named by the user; those that the host's own variables name come on top
 * @param work folder of the session that `files` go to
 * @throws UserError for certificates that cannot be read, and for an index that only this machine can see
 */
export function networkSettings(
  caCertificates: readonly string[],
  work: string,
  env: NodeJS.ProcessEnv = process.env,
  pip: ReadonlyMap<string, string> = readPipSettings(env),
): NetworkSettings {
  const settings: Record<string, string> = {};
  const files: FileEntry[] = [];
  const left: string[] = [];
  for (const name of PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()])) {
    if (env[name]) settings[name] = env[name];
  }
  for (const [key, value] of pip) {
    if (key === 'cert') continue;
    if (key === 'client-cert') {
      left.push(`pip's client-cert ${value} stays on this machine: it holds a private key`);
    } else if (key === 'find-links') {
      const links = findLinks(value, work);
      files.push(...links.files);
      left.push(...links.left);
      if (links.value !== '') settings[pipVariable(key)] = links.value;
    } else {
      if (key.endsWith('index-url')) refuseLocal(key, value);
      settings[pipVariable(key)] = value;
    }
  }
  const extra = certificates(caCertificates, env, pip);
  if (extra.length > 0) {
    Object.assign(settings, bundleVariables(`${work}/ca.pem`));
    files.push({ path: 'ca.pem', content: caBundle(extra) });
  }
  const netrc = netrcFor(hostsOf(pip), env);
  if (netrc !== undefined) {
    files.push({ path: 'netrc', content: netrc });
    settings.NETRC = `${work}/netrc`;
  }
  return { env: settings, files, left };
}

/**
 * The same for this machine, where pip finds the user's own settings: what they lack is the option `caCertificates`.
 */
export function localNetworkSettings(
  caCertificates: readonly string[],
  work: string,
  env: NodeJS.ProcessEnv = process.env,
  pip: ReadonlyMap<string, string> = readPipSettings(env),
): NetworkSettings {
  if (caCertificates.length === 0) return { env: {}, files: [], left: [] };
  const content = caBundle(certificates(caCertificates, env, pip));
  return { env: bundleVariables(`${work}/ca.pem`), files: [{ path: 'ca.pem', content }], left: [] };
}

function findLinks(value: string, work: string): { value: string; files: FileEntry[]; left: string[] } {
  const [kept, files, left] = [[] as string[], [] as FileEntry[], [] as string[]];
  for (const [index, entry] of value.split(/\s+/).entries()) {
    if (isRemote(entry)) {
      kept.push(entry);
      continue;
    }
    const target = `find-links-${index}`;
    const links = localFindLinks(entry, target);
    if ('problem' in links) left.push(links.problem);
    else if (links.files.length > 0) {
      kept.push(`${work}/${target}`);
      files.push(...links.files);
    }
  }
  return { value: kept.join(' '), files, left };
}

/** Without it pip would ask the public index in its place, and install what somebody else named alike. */
function refuseLocal(key: string, value: string): void {
  const local = value.split(/\s+/).find((entry) => !isRemote(entry));
  if (local === undefined) return;
  throw new UserError(
    `pip's ${key} ${local} is a place on this machine, which a container cannot see.`,
    'Serve it over HTTP (python3 -m http.server), name its folder of wheels in find-links, or use --engine=local.',
  );
}

/** What this machine trusts; a file that only pip would not miss may be absent. */
function certificates(
  named: readonly string[],
  env: NodeJS.ProcessEnv,
  pip: ReadonlyMap<string, string>,
): readonly string[] {
  const needed = [...named, pip.get('cert'), env.REQUESTS_CA_BUNDLE];
  const found = [env.NODE_EXTRA_CA_CERTS, env.SSL_CERT_FILE].filter((path) => path && existsSync(path));
  return [...new Set([...needed, ...found].filter((path): path is string => Boolean(path)))];
}

function bundleVariables(path: string): Record<string, string> {
  return Object.fromEntries(BUNDLE_VARIABLES.map((name) => [name, path]));
}

function hostsOf(pip: ReadonlyMap<string, string>): ReadonlySet<string> {
  const urls = ['index-url', 'extra-index-url', 'find-links'].flatMap(
    (key) => pip.get(key)?.split(/\s+/) ?? [],
  );
  return new Set(
    urls.filter((url) => isRemote(url) && URL.canParse(url)).map((url) => new URL(url).hostname),
  );
}

function isRemote(value: string): boolean {
  return /^https?:\/\//.test(value);
}
