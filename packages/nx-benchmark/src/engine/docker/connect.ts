import Docker from 'dockerode';
import { UserError } from '../../domain/user-error';
import { type Endpoint, findEndpoints } from './endpoint';
import { explain } from './explain-connection';

/** A connected client and what answered: `Docker 28.5.2`, `Podman 4.3.1`. */
export interface Connection {
  readonly docker: Docker;
  readonly product: string;
  /** Whether it was reached through a socket of this machine. */
  readonly local: boolean;
}

/**
 * Connects to the engine. Where none is, that is known at once; one that is silent is given its patience.
 *
 * @throws UserError naming every endpoint tried, where it came from, the cause, and what to do
 */
export async function connect(endpoints: readonly Endpoint[] = findEndpoints()): Promise<Connection> {
  const failures: Failure[] = [];
  for (const endpoint of endpoints) {
    try {
      return await connectTo(endpoint);
    } catch (error) {
      failures.push({ endpoint, error: error as NodeJS.ErrnoException });
    }
  }
  throw unreachable(failures);
}

async function connectTo({ address, options, patience }: Endpoint): Promise<Connection> {
  const docker = clientWithout(process.env, options);
  const abortSignal = AbortSignal.timeout(patience);
  // The client's types do not know that these take options.
  const ask = (what: 'ping' | 'version') =>
    (docker[what] as (options: object) => Promise<unknown>).call(docker, { abortSignal });
  await ask('ping');
  const version = await ask('version');
  if (!isVersion(version)) throw new Error('what answers there is not a Docker engine');
  return { docker, product: productOf(version), local: /^(unix|npipe):/.test(address) };
}

/** The client reads Docker's variables, too, and mixes them with its options. They are in the endpoint already. */
function clientWithout(env: NodeJS.ProcessEnv, options: Docker.DockerOptions): Docker {
  const { DOCKER_HOST } = env;
  delete env.DOCKER_HOST;
  try {
    return new Docker(options);
  } finally {
    if (DOCKER_HOST !== undefined) env.DOCKER_HOST = DOCKER_HOST;
  }
}

interface EngineVersion {
  readonly Version: string;
  readonly Components?: readonly { readonly Name: string }[];
}

/** A server that is no engine may answer with anything. */
function isVersion(value: unknown): value is EngineVersion {
  return typeof (value as { ApiVersion?: unknown } | null)?.ApiVersion === 'string';
}

function productOf({ Version, Components }: EngineVersion): string {
  const podman = Components?.some(({ Name }) => Name.startsWith('Podman'));
  return `${podman ? 'Podman' : 'Docker'} ${Version}`;
}

interface Failure {
  readonly endpoint: Endpoint;
  readonly error: NodeJS.ErrnoException;
}

function unreachable(failures: readonly Failure[]): UserError {
  const [first] = failures as [Failure];
  const causes = failures.map(({ endpoint, error }) => ({ endpoint, ...explain(error, endpoint) }));
  const tried = causes.map(({ endpoint, cause }) => `${endpoint.address} (${endpoint.origin}): ${cause}`);
  // What is there and fails says more than what is not there.
  const remedy = (causes.find(({ missing }) => !missing) ?? causes[0]!).remedy;
  return new UserError(
    tried.length === 1
      ? `No Docker engine at ${tried[0]}.`
      : `No Docker engine answers. Tried ${tried.join('; ')}.`,
    `${remedy} Or measure without Docker, less isolated: --engine=local.`,
    { cause: first.error },
  );
}
