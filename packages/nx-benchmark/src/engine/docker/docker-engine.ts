import { hostname } from 'node:os';
import type Docker from 'dockerode';
import type { EventSink } from '../../domain/run-event';
import { UserError } from '../../domain/user-error';
import type { Engine, EngineIdentity, KeptLayer, Layer, Session } from '../engine';
import { connect } from './connect';
import { CONTAINER_FOLDERS, type ContainerSpec, DockerSession } from './docker-session';
import { ensureImage, type ImageSource } from './ensure-image';

const INSTALL_WORK = '/run/nx-benchmark';
const MEASURING_PIDS = 1024;

/** Layers are images, found by their key; sessions are containers that die with their owner. */
export class DockerEngine implements Engine {
  readonly kind = 'docker';
  private imageId = '';
  private readonly sessions: DockerSession[] = [];
  private disposed = false;

  private constructor(
    private readonly docker: Docker,
    private readonly version: string,
    private readonly image: ImageSource,
    private readonly python: string,
    private readonly installNetwork: string,
    private readonly labels: Readonly<Record<string, string>>,
  ) {}

  /** @throws UserError where no engine answers within a second */
  static async connect(
    image: ImageSource,
    python: string,
    installNetwork: string,
    runId: string,
  ): Promise<DockerEngine> {
    const { docker, version } = await connect();
    const labels = {
      'nx-benchmark': '1',
      'nx-benchmark.run': runId,
      'nx-benchmark.host': hostname(),
      'nx-benchmark.pid': String(process.pid),
    };
    return new DockerEngine(docker, version, image, python, installNetwork, labels);
  }

  async identify(events: EventSink): Promise<EngineIdentity> {
    this.imageId = await ensureImage(this.docker, this.image, events);
    return {
      key: `docker ${this.imageId} ${this.python}`,
      description: `Docker ${this.version}, image ${this.image.name}`,
      imageId: this.imageId,
    };
  }

  async ensure(layer: Layer, build: (session: Session) => Promise<void>): Promise<KeptLayer> {
    const name = `nx-benchmark/${layer.kind}:${layer.key.slice(0, 16)}`;
    const found = await this.find(name);
    if (found !== undefined) return this.kept(layer, found, false);
    const session = await this.open(layer.base?.reference ?? this.imageId, await this.installing());
    try {
      await build(session);
      await session.container.commit({
        repo: `nx-benchmark/${layer.kind}`,
        tag: layer.key.slice(0, 16),
        changes: [`LABEL nx-benchmark.kind=${layer.kind} nx-benchmark.key=${layer.key}`],
      });
    } finally {
      await session.dispose();
    }
    const made = await this.find(name);
    if (made === undefined) throw new UserError(`The engine lost the image ${name} right after it was made.`);
    return this.kept(layer, made, true);
  }

  async openInstall(base: KeptLayer): Promise<Session> {
    return this.open(base.reference, await this.installing());
  }

  async openMeasuring(base: KeptLayer): Promise<Session> {
    return this.open(base.reference, {
      work: '/job',
      user: '65534:65534',
      // Whoever the code runs as, it must find a home it can write to.
      env: { HOME: '/tmp' },
      hostConfig: {
        NetworkMode: 'none',
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        PidsLimit: MEASURING_PIDS,
        Tmpfs: { '/job': 'rw,exec,nosuid,nodev,mode=1777', '/tmp': 'rw,exec,nosuid,nodev,mode=1777' },
      },
    });
  }

  private async installing(): Promise<Omit<ContainerSpec, 'image' | 'python' | 'labels'>> {
    return {
      // A tmpfs: what is written there (pip's configuration, certificates) never becomes part of an image.
      work: INSTALL_WORK,
      user: '0:0',
      env: { HOME: INSTALL_WORK, TMPDIR: INSTALL_WORK },
      hostConfig: {
        NetworkMode: this.installNetwork === 'auto' ? await this.networkForInstalls() : this.installNetwork,
        Tmpfs: { [INSTALL_WORK]: 'rw,exec,nosuid,nodev,mode=0700' },
      },
    };
  }

  /** The default bridge; an engine started without one can still offer the host's network. */
  private async networkForInstalls(): Promise<string> {
    const networks = await this.docker.listNetworks();
    return networks.some((network) => network.Name === 'bridge') ? 'bridge' : 'host';
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all(this.sessions.map((session) => session.dispose()));
  }

  private async open(
    image: string,
    spec: Omit<ContainerSpec, 'image' | 'python' | 'labels'>,
  ): Promise<DockerSession> {
    const full = { ...spec, image, python: this.python, labels: this.labels };
    const session = await DockerSession.open(this.docker, full);
    this.sessions.push(session);
    // Disposed of while the container was on its way: it must not outlive us, nor must work go on.
    if (this.disposed) await session.dispose();
    return session;
  }

  private async find(name: string): Promise<string | undefined> {
    const [image] = await this.docker.listImages({ filters: { reference: [name] } });
    return image?.Id;
  }

  private kept(layer: Layer, id: string, built: boolean): KeptLayer {
    return { kind: layer.kind, key: layer.key, built, reference: id, folders: CONTAINER_FOLDERS };
  }
}
