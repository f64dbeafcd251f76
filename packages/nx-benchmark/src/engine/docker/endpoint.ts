import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DockerOptions } from 'dockerode';
import { UserError } from '../../domain/user-error';
import { SshAgent } from './ssh-agent';

/** Where an engine should answer, and what made us look there. */
export interface Endpoint {
  /** `unix:///var/run/docker.sock`, `tcp://…`. */
  readonly address: string;
  /** For messages: `DOCKER_HOST`, `docker context "colima"`, `the default socket`. */
  readonly origin: string;
  /** Milliseconds in which it has to answer. */
  readonly patience: number;
  readonly options: DockerOptions;
}

const DEFAULT_SOCKET = '/var/run/docker.sock';
// What is not there says so at once. What is there may have just begun to start, on a busy machine.
const PATIENCE = { local: 5000, network: 5000, ssh: 20_000 };

/**
 * Finds the engine as the docker command does: DOCKER_HOST, DOCKER_CONTEXT, the current context, the usual sockets.
 *
 * @returns the places to try, in this order; several only where nothing was chosen
 * @throws UserError for a choice that cannot be followed: another engine in its place would be a surprise
 */
export function findEndpoints(
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
  exists: (path: string) => boolean = existsSync,
): readonly Endpoint[] {
  const configFolder = env.DOCKER_CONFIG || join(home, '.docker');
  if (env.DOCKER_HOST) {
    const secure = Boolean(env.DOCKER_TLS_VERIFY || env.DOCKER_TLS || env.DOCKER_CERT_PATH);
    const tls = secure ? env.DOCKER_CERT_PATH || configFolder : undefined;
    return [endpoint(env.DOCKER_HOST, 'DOCKER_HOST', tls)];
  }
  const context = env.DOCKER_CONTEXT || currentContext(configFolder);
  if (context !== undefined && context !== 'default') return [endpointOfContext(configFolder, context)];
  return usualSockets(env, home, exists);
}

/** Docker's own sockets; Podman's only where there is none of them. */
function usualSockets(
  env: NodeJS.ProcessEnv,
  home: string,
  exists: (path: string) => boolean,
): readonly Endpoint[] {
  const runtime = env.XDG_RUNTIME_DIR;
  const docker = [
    DEFAULT_SOCKET,
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
  ];
  const podman = [...(runtime ? [join(runtime, 'podman/podman.sock')] : []), '/run/podman/podman.sock'];
  const local = (origin: string) => (path: string) => endpoint(`unix://${path}`, origin);
  const found = [
    docker.filter(exists).map(local('the default socket')),
    podman.filter(exists).map(local("Podman's socket")),
  ].find((endpoints) => endpoints.length > 0);
  // Where there is nothing, all of them are named.
  return found ?? [...docker.map(local('the default socket')), ...podman.map(local("Podman's socket"))];
}

function currentContext(configFolder: string): string | undefined {
  return readJson<{ currentContext?: string }>(join(configFolder, 'config.json'))?.currentContext;
}

interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

function endpointOfContext(configFolder: string, context: string): Endpoint {
  // The docker command keeps a context under the hash of its name.
  const id = createHash('sha256').update(context).digest('hex');
  const meta = readJson<ContextMeta>(join(configFolder, 'contexts/meta', id, 'meta.json'));
  const address = meta?.Endpoints?.docker?.Host;
  if (address === undefined) {
    throw new UserError(
      `The docker context "${context}" does not exist.`,
      'Choose another (docker context use NAME, or DOCKER_CONTEXT), or measure without Docker: --engine=local.',
    );
  }
  const tls = join(configFolder, 'contexts/tls', id, 'docker');
  return endpoint(address, `docker context "${context}"`, existsSync(tls) ? tls : undefined);
}

/** @param tls folder with `ca.pem`, `cert.pem` and `key.pem`; without one the connection is not encrypted */
function endpoint(address: string, origin: string, tls?: string): Endpoint {
  const of = (patience: number, options: DockerOptions) => ({ address, origin, patience, options });
  const path = /^(?:unix|npipe):\/\/(.*)$/.exec(address)?.[1];
  if (path !== undefined) return of(PATIENCE.local, { socketPath: path || DEFAULT_SOCKET });

  const url = parseUrl(address, origin);
  // A bracketed address of IPv6 is given to the client bare.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (url.protocol === 'ssh:') {
    return of(PATIENCE.ssh, {
      protocol: 'http',
      host: 'docker',
      port: 80,
      agent: new SshAgent(url),
    } as DockerOptions);
  }
  const secure = tls !== undefined || url.protocol === 'https:';
  const port = url.port || (secure ? '2376' : '2375');
  if (!secure) return of(PATIENCE.network, { protocol: 'http', host, port });
  return of(PATIENCE.network, { protocol: 'https', host, port, ...certificates(tls, origin) });
}

function parseUrl(address: string, origin: string): URL {
  const text = address.includes('://') ? address : `tcp://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !['tcp:', 'http:', 'https:', 'ssh:'].includes(url.protocol) ||
    url.hostname === ''
  ) {
    throw new UserError(
      `${origin} is "${address}", which is no address of an engine.`,
      'Write unix:///path, tcp://host:port, ssh://user@host or npipe:////./pipe/name.',
    );
  }
  return url;
}

/** As the docker command: what is missing is not shown, but half a client certificate is a mistake. */
function certificates(folder: string | undefined, origin: string): DockerOptions {
  if (folder === undefined) return {};
  const pem = (name: string) => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const [ca, cert, key] = [pem('ca.pem'), pem('cert.pem'), pem('key.pem')];
  if ((cert === undefined) !== (key === undefined)) {
    const [there, missing] = cert === undefined ? ['key.pem', 'cert.pem'] : ['cert.pem', 'key.pem'];
    throw new UserError(
      `${folder} holds a ${there} and no ${missing}, so the engine of ${origin} cannot be shown who we are.`,
      `Add ${missing}, or correct DOCKER_CERT_PATH or the docker context.`,
    );
  }
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    // As the docker command: no file, or none that can be read, is no configuration.
    return undefined;
  }
}
