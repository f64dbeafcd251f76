import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import type { EventSink } from '../../domain/run-event';
import { UserError } from '../../domain/user-error';
import { ourselves, ownerText } from '../../files/owner';
import { cacheId } from '../cache-id';
import type { Engine, EngineIdentity, Isolation, KeptLayer, Layer, OtherBase, Session } from '../engine';
import { markInUse } from '../marks';
import { buildImage } from './build-image';
import { connect } from './connect';
import { CONTAINER_FOLDERS, type ContainerSpec, DockerSession } from './docker-session';
import { ensureImage, type ImageSource, imageId } from './ensure-image';
import { CACHE, KEY, KIND, label, TITLE, useFile } from './image-labels';
import { type Limits, limitConfig, limitsOf } from './limits';
import { OURS, OWNER, SESSION, sweep } from './sweep';

const INSTALL_WORK = '/run/nx-benchmark';
const INSTALL_PIDS = 4096;
const MEASURING_PIDS = 1024;

const STOPPED = 'The engine is no longer in use.';

/** How sessions are made, beside the image. */
export interface SessionSettings {
  readonly python: string;
  /** `auto`, or the name of a network. */
  readonly installNetwork: string;
  readonly measuringNetwork: string;
  /** Bytes; undefined: a share of the engine's. */
  readonly memory: number | undefined;
}

type SessionSpec = Omit<ContainerSpec, 'image' | 'python' | 'labels' | 'memoryLimit'>;

/** Layers are images, found by their key; sessions are containers that die with their owner. */
export class DockerEngine implements Engine {
  readonly kind = 'docker';
  private limits: Limits = { memory: undefined, pids: true, missing: [] };
  private readonly sessions: DockerSession[] = [];
  private disposed = false;

  private constructor(
    private readonly docker: Docker,
    private readonly product: string,
    private readonly local: boolean,
    private readonly image: ImageSource,
    private readonly settings: SessionSettings,
    private readonly labels: Readonly<Record<string, string>>,
    private readonly cache: string,
  ) {}

  /**
   * Connects, and removes what processes that were killed have left there.
   *
   * @param cache folder that keeps when an image was last used
   * @throws UserError where no engine answers
   */
  static async connect(
    image: ImageSource,
    settings: SessionSettings,
    runId: string,
    cache: string,
  ): Promise<DockerEngine> {
    const { docker, product, local } = await connect();
    await sweep(docker);
    const labels = {
      ...lastingLabels(cache),
      [OWNER]: ownerText(ourselves()),
      'nx-benchmark.run': runId,
      'nx-benchmark.host': hostname(),
      'nx-benchmark.pid': String(process.pid),
    };
    return new DockerEngine(docker, product, local, image, settings, labels, cache);
  }

  get notIsolated(): readonly Isolation[] {
    const { memory, pids } = this.limits;
    return [
      ...(this.settings.measuringNetwork === 'none' ? [] : (['network'] as const)),
      ...(memory === undefined ? (['memory'] as const) : []),
      ...(pids ? [] : (['number of processes'] as const)),
    ];
  }

  async identify(events: EventSink, other?: OtherBase): Promise<EngineIdentity> {
    if (other === undefined) {
      this.limits = await limitsOf(this.docker, this.settings.memory);
      for (const text of this.limits.missing) events({ kind: 'note', text });
      return this.identityOf(this.image.name, await ensureImage(this.docker, this.image, events));
    }
    if (other.kind === 'dockerfile') {
      return this.identityOf(
        other.path,
        await buildImage(this.docker, other.path, lastingLabels(this.cache), events),
      );
    }
    const { folder } = this.image;
    const source = {
      name: other.image,
      folder,
      ...(other.command === undefined ? {} : { command: other.command }),
    };
    return this.identityOf(other.image, await ensureImage(this.docker, source, events));
  }

  private identityOf(name: string, id: string): EngineIdentity {
    return {
      key: `docker ${id} ${this.settings.python}`,
      description: `${this.product}, image ${name}`,
      imageId: id,
    };
  }

  async ensure(layer: Layer, build: (session: Session) => Promise<void>): Promise<KeptLayer> {
    const name = `nx-benchmark/${layer.kind}:${layer.key.slice(0, 16)}`;
    this.noteUse(layer);
    const found = await imageId(this.docker, name);
    if (found !== undefined) return this.kept(layer, found, false);
    const from = layer.base?.reference ?? layer.image;
    if (from === undefined) throw new Error(`The layer ${name} stands on nothing.`);
    const session = await this.open(from, await this.installing());
    try {
      await build(session);
      await session.container.commit({
        repo: `nx-benchmark/${layer.kind}`,
        tag: layer.key.slice(0, 16),
        changes: [
          label(SESSION, ''),
          label(KIND, layer.kind),
          label(KEY, layer.key),
          label(TITLE, layer.title ?? ''),
        ],
      });
    } finally {
      await session.dispose();
    }
    const made = await imageId(this.docker, name);
    if (made === undefined) throw new UserError(`The engine lost the image ${name} right after it was made.`);
    return this.kept(layer, made, true);
  }

  async openInstall(base: KeptLayer): Promise<Session> {
    return this.open(base.reference, await this.installing());
  }

  async openMeasuring(base: KeptLayer): Promise<Session> {
    return this.open(base.reference, {
      work: '/job',
      scratch: '/tmp',
      user: '65534:65534',
      // Whoever the code runs as, it must find a home it can write to.
      env: { HOME: '/tmp' },
      hostConfig: {
        ...limitConfig(this.limits, MEASURING_PIDS),
        NetworkMode: this.settings.measuringNetwork,
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        Tmpfs: { '/job': 'rw,exec,nosuid,nodev,mode=1777', '/tmp': 'rw,exec,nosuid,nodev,mode=1777' },
      },
    });
  }

  private async installing(): Promise<SessionSpec> {
    const { installNetwork } = this.settings;
    return {
      // A tmpfs: what is written there (pip's configuration, certificates) never becomes part of an image.
      work: INSTALL_WORK,
      scratch: '/var/tmp',
      user: '0:0',
      env: { HOME: INSTALL_WORK, TMPDIR: INSTALL_WORK },
      hostConfig: {
        ...limitConfig(this.limits, INSTALL_PIDS),
        NetworkMode: installNetwork === 'auto' ? await this.networkForInstalls() : installNetwork,
        SecurityOpt: ['no-new-privileges'],
        Tmpfs: { [INSTALL_WORK]: 'rw,exec,nosuid,nodev,mode=0700' },
      },
    };
  }

  /** The default bridge; an engine started without one can still offer the host's network. */
  private async networkForInstalls(): Promise<string> {
    const networks = await this.docker.listNetworks();
    return networks.some((network) => network.Name === 'bridge') ? 'bridge' : 'host';
  }

  async machineId(): Promise<string | undefined> {
    return this.local ? undefined : ((await this.docker.info()) as { ID: string }).ID;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all(this.sessions.map((session) => session.dispose()));
  }

  private async open(image: string, spec: SessionSpec): Promise<DockerSession> {
    if (this.disposed) throw new UserError(STOPPED);
    const labels = { ...this.labels, [SESSION]: '1' };
    const full = { ...spec, image, python: this.settings.python, labels, memoryLimit: this.limits.memory };
    const session = await DockerSession.open(this.docker, full);
    this.sessions.push(session);
    if (!this.disposed) return session;
    // Disposed of while the container was on its way: it must not outlive us, nor must work go on.
    await session.dispose();
    throw new UserError(STOPPED);
  }

  private noteUse({ key }: Layer): void {
    const file = useFile(key);
    markInUse(this.cache, file);
    mkdirSync(join(this.cache, 'used'), { recursive: true });
    writeFileSync(join(this.cache, file), '');
  }

  private kept(layer: Layer, id: string, built: boolean): KeptLayer {
    return { kind: layer.kind, key: layer.key, built, reference: id, folders: CONTAINER_FOLDERS };
  }
}

/** Of an image whose ID is part of keys: what differed from run to run would make another image each time. */
function lastingLabels(cache: string): Readonly<Record<string, string>> {
  return { [OURS]: '1', [CACHE]: cacheId(cache) };
}
