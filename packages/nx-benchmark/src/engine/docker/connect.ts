import Docker from 'dockerode';
import { UserError } from '../../domain/user-error';
import { type Endpoint, findEndpoint } from './endpoint';

const PING_MILLISECONDS = 900;

/** A connected client and the version that answered. */
export interface Connection {
  readonly docker: Docker;
  readonly version: string;
}

/**
 * Connects to the engine, within a second.
 *
 * @throws UserError naming the endpoint tried, where it came from, the cause, and what to do
 */
export async function connect(endpoint: Endpoint = findEndpoint()): Promise<Connection> {
  try {
    const docker = new Docker(endpoint.options);
    await ping(docker);
    const version: unknown = await docker.version();
    if (!isVersion(version)) throw new Error('what answers there is not a Docker engine');
    return { docker, version: version.Version };
  } catch (error) {
    throw unreachable(endpoint, error as NodeJS.ErrnoException);
  }
}

/** The client's types do not know that `ping` takes options. */
function ping(docker: Docker): Promise<unknown> {
  const options = { abortSignal: AbortSignal.timeout(PING_MILLISECONDS) };
  return (docker.ping as (options: object) => Promise<unknown>).call(docker, options);
}

function isVersion(value: unknown): value is { Version: string } {
  return typeof (value as { ApiVersion?: unknown }).ApiVersion === 'string';
}

function unreachable(endpoint: Endpoint, error: NodeJS.ErrnoException): UserError {
  const { cause, remedy } = explain(error);
  return new UserError(
    `No Docker engine at ${endpoint.address} (${endpoint.origin}): ${cause}.`,
    `${remedy} Or measure without Docker, less isolated: --engine=local.`,
    { cause: error },
  );
}

function explain(error: NodeJS.ErrnoException): { cause: string; remedy: string } {
  switch (error.code) {
    case 'ENOENT':
      return {
        cause: 'the socket does not exist, so the engine is not installed or not started',
        remedy: 'Install and start Docker, or set DOCKER_HOST.',
      };
    case 'ECONNREFUSED':
      return {
        cause: 'the connection was refused, so nothing runs there',
        remedy: 'Start the Docker engine.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        cause: 'no permission to use the socket',
        remedy: 'Add your user to the group "docker" and log in again.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { cause: 'the host name is unknown', remedy: 'Correct DOCKER_HOST or the docker context.' };
    case 'ABORT_ERR':
    case 'ECONNRESET':
      return { cause: 'no answer within a second', remedy: 'See whether the engine hangs (docker version).' };
    default:
      return { cause: error.message, remedy: 'See what "docker version" says.' };
  }
}
