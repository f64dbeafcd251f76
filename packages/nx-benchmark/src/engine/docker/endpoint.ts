import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DockerOptions } from 'dockerode';
import { UserError } from '../../domain/user-error';

/** Where an engine should answer, and what made us look there. */
export interface Endpoint {
  /** `unix:///var/run/docker.sock`, `tcp://…`. */
  readonly address: string;
  /** For messages: `DOCKER_HOST`, `docker context "colima"`, `the default socket`. */
  readonly origin: string;
  /** undefined: dockerode reads DOCKER_HOST and its TLS variables itself. */
  readonly options?: DockerOptions;
}

const DEFAULT_SOCKET = '/var/run/docker.sock';

/**
 * Finds the engine as the docker command does: DOCKER_HOST, DOCKER_CONTEXT, the current context, the usual sockets.
 *
 * @throws UserError for a context that does not exist: another engine in its place would be a surprise
 */
export function findEndpoint(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): Endpoint {
  if (env.DOCKER_HOST) return { address: env.DOCKER_HOST, origin: 'DOCKER_HOST' };
  const configFolder = env.DOCKER_CONFIG ?? join(home, '.docker');
  const context = env.DOCKER_CONTEXT ?? currentContext(configFolder);
  if (context !== undefined && context !== 'default') {
    const endpoint = endpointOfContext(configFolder, context);
    if (endpoint !== undefined) return endpoint;
    throw new UserError(
      `The docker context "${context}" does not exist.`,
      'Choose another (docker context use NAME, or DOCKER_CONTEXT), or measure without Docker: --engine=local.',
    );
  }
  const sockets = [
    DEFAULT_SOCKET,
    join(home, '.docker/run/docker.sock'),
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'docker.sock')] : []),
  ];
  const socketPath = sockets.find((path) => existsSync(path)) ?? DEFAULT_SOCKET;
  return { address: `unix://${socketPath}`, origin: 'the default socket', options: { socketPath } };
}

function currentContext(configFolder: string): string | undefined {
  return readJson<{ currentContext?: string }>(join(configFolder, 'config.json'))?.currentContext;
}

function endpointOfContext(configFolder: string, context: string): Endpoint | undefined {
  // The docker command keeps a context under the hash of its name.
  const id = createHash('sha256').update(context).digest('hex');
  const meta = readJson<{ Endpoints?: { docker?: { Host?: string } } }>(
    join(configFolder, 'contexts/meta', id, 'meta.json'),
  );
  const address = meta?.Endpoints?.docker?.Host;
  if (address === undefined) return undefined;
  const tls = join(configFolder, 'contexts/tls', id, 'docker');
  return { address, origin: `docker context "${context}"`, options: optionsOf(address, tls) };
}

function optionsOf(address: string, tls: string): DockerOptions {
  if (address.startsWith('unix://')) return { socketPath: address.slice('unix://'.length) };
  if (address.startsWith('npipe://')) return { socketPath: address.slice('npipe://'.length) };
  const url = new URL(address);
  const common = { host: url.hostname, ...(url.port === '' ? {} : { port: url.port }) };
  if (url.protocol === 'ssh:') return { ...common, protocol: 'ssh', username: url.username };
  const pem = (name: string) => (existsSync(join(tls, name)) ? readFileSync(join(tls, name)) : undefined);
  const [ca, cert, key] = [pem('ca.pem'), pem('cert.pem'), pem('key.pem')];
  if (ca === undefined && cert === undefined) return { ...common, protocol: 'http' };
  return {
    ...common,
    protocol: 'https',
    ...(ca ? { ca } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key } : {}),
  };
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    // As the docker command: no file, or none that can be read, is no configuration.
    return undefined;
  }
}
