import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import type Docker from 'dockerode';
import type { ContainerCreateOptions, Exec } from 'dockerode';
import { UserError } from '../../domain/user-error';
import type { LayerFolders, Session, SessionProcess, SpawnOptions } from '../engine';

/** Folders inside every container. */
export const CONTAINER_FOLDERS: LayerFolders = {
  tools: '/opt/nx-benchmark/tools',
  sides: '/opt/nx-benchmark/sides',
};

const REMOVE_TRIES = 20;
const REMOVE_MILLISECONDS = 100;

/** What a session's container is made of. */
export interface ContainerSpec {
  readonly image: string;
  readonly python: string;
  readonly work: string;
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Bytes, as `hostConfig` says. */
  readonly memoryLimit: number | undefined;
  readonly hostConfig: NonNullable<ContainerCreateOptions['HostConfig']>;
}

/**
 * A container that dies with its owner. Its main process is `cat` on a standard input that only we hold open: when we
 * go, in whatever way, the engine closes it, `cat` ends, and the engine removes the container with all its processes.
 */
export class DockerSession implements Session {
  readonly folders = CONTAINER_FOLDERS;

  private constructor(
    private readonly docker: Docker,
    readonly container: Docker.Container,
    private readonly life: NodeJS.ReadWriteStream,
    private readonly spec: ContainerSpec,
  ) {}

  get python(): string {
    return this.spec.python;
  }

  get work(): string {
    return this.spec.work;
  }

  get scratch(): string {
    return this.spec.scratch;
  }

  get memoryLimit(): number | undefined {
    return this.spec.memoryLimit;
  }

  /** @throws UserError with the engine's own words where it cannot make or start the container */
  static async open(docker: Docker, spec: ContainerSpec): Promise<DockerSession> {
    try {
      return await DockerSession.start(docker, spec, true);
    } catch (error) {
      if (!lacksInit(error)) throw notStarted(error as Error);
    }
    return DockerSession.start(docker, spec, false).catch((error) => {
      throw notStarted(error);
    });
  }

  private static async start(docker: Docker, spec: ContainerSpec, init: boolean): Promise<DockerSession> {
    const container = await createContainer(docker, spec, init);
    try {
      const life = await container.attach({
        stream: true,
        stdin: true,
        stdout: false,
        stderr: false,
        hijack: true,
      });
      // When the container goes first, the stream ends with an error that says nothing new.
      life.on('error', () => undefined);
      await container.start();
      return new DockerSession(docker, container, life, spec);
    } catch (error) {
      // It removes itself when it ends, and one that never started never ends.
      await remove(container);
      throw error;
    }
  }

  async spawn(command: readonly string[], options: SpawnOptions = {}): Promise<SessionProcess> {
    const { reads = true } = options;
    const exec = await this.container.exec({
      Cmd: [...command],
      Env: Object.entries({ ...this.spec.env, ...options.env }).map(([name, value]) => `${name}=${value}`),
      WorkingDir: options.cwd ?? this.spec.work,
      // Over TLS, the client loses what it receives at the moment at which it closes its half: where nothing is read,
      // there is nothing to close.
      AttachStdin: reads,
      AttachStdout: true,
      AttachStderr: true,
      Tty: false,
    });
    const stream = await exec.start({ hijack: true, stdin: true });
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    this.docker.modem.demuxStream(stream, stdout, stderr);
    const exit = exitStatus(exec, stream);
    void exit
      .catch(() => undefined)
      .then(() => {
        stdout.end();
        stderr.end();
      });
    return { stdin: reads ? stream : new PassThrough(), stdout, stderr, exit };
  }

  async dispose(): Promise<void> {
    this.life.end();
    await remove(this.container);
  }
}

/**
 * Removes a container. Its input has ended, so it may be ending by itself at the same time, on which engines stumble
 * (Podman: "container state improper"). One that cannot be removed is no reason to fail a run: the next one sweeps.
 */
async function remove(container: Docker.Container): Promise<void> {
  for (let tries = 0; tries < REMOVE_TRIES; tries++) {
    try {
      return await container.remove({ force: true, v: true });
    } catch (error) {
      const { statusCode } = error as { statusCode?: number };
      // 404: gone already; 409: the engine is removing it.
      if (statusCode === undefined || statusCode === 404 || statusCode === 409) return;
      await new Promise((resolve) => setTimeout(resolve, REMOVE_MILLISECONDS));
    }
  }
}

/** Podman has an init process only where another package, catatonit, is installed. */
function lacksInit(error: unknown): boolean {
  return /catatonit|init binary/i.test((error as Error).message);
}

function notStarted(error: Error & { reason?: string; json?: { message?: string } }): Error {
  if (error instanceof UserError) return error;
  return new UserError(
    `The engine could not start a container: ${error.json?.message ?? error.message}`,
    'Its limits, image and networks come from the options memory, image, installNetwork and measuringNetwork.',
    { cause: error },
  );
}

async function createContainer(
  docker: Docker,
  spec: ContainerSpec,
  init: boolean,
): Promise<Docker.Container> {
  return docker.createContainer({
    Image: spec.image,
    Entrypoint: ['cat'],
    Cmd: [],
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    User: spec.user,
    Labels: { ...spec.labels },
    HostConfig: { AutoRemove: true, ...(init ? { Init: true } : {}), ...spec.hostConfig },
  });
}

/** The stream's end alone proves nothing: it also ends when the engine dies. Only the engine knows the exit status. */
async function exitStatus(exec: Exec, stream: Duplex): Promise<number> {
  await new Promise<void>((resolve) => {
    stream.once('end', resolve);
    stream.once('close', resolve);
    stream.once('error', () => resolve());
  });
  const state = await exec.inspect().catch((error: Error) => {
    throw new UserError(
      `The Docker engine went away while a command ran in it: ${error.message}`,
      'See whether the engine still runs; finished rounds are kept.',
      { cause: error },
    );
  });
  if (state.ExitCode === null) {
    throw new UserError(
      'The container was removed while a command ran in it.',
      'Finished rounds are kept; start the run again.',
    );
  }
  return state.ExitCode;
}
