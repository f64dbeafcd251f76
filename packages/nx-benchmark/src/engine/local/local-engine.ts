import { existsSync, mkdirSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../domain/user-error';
import { ourselves, ownerText } from '../../files/owner';
import type { Engine, EngineIdentity, KeptLayer, Layer, LayerFolders, Session } from '../engine';
import { markInUse } from '../marks';
import { runCommand } from '../run-command';
import { COMPLETE, OWNER } from '../sweep-cache';
import { makeWorkFolder } from '../work-folder';
import { LocalSession } from './local-session';

/** Two virtual environments on this machine: no isolation, no engine needed. */
export class LocalEngine implements Engine {
  readonly kind = 'local';
  readonly notIsolated = [
    'network',
    'file system',
    'processes',
    'number of processes',
    'memory',
    'privileges',
  ] as const;
  private readonly sessions: Session[] = [];
  private disposed = false;

  /**
   * @param python interpreter to make the environments with
   * @param cache folder that keeps what is built
   */
  constructor(
    private readonly python: string,
    private readonly cache: string,
  ) {}

  /** An engine on this machine, after the temporary folders of processes that were killed are removed. */
  static connect(python: string, cache: string): LocalEngine {
    return new LocalEngine(python, cache);
  }

  async identify(): Promise<EngineIdentity> {
    const session = this.open({ tools: '', sides: '' });
    const facts =
      'import sys, platform; print(sys.executable); print(platform.python_version()); print(sys.version)';
    const result = await runCommand(session, [this.python, '-c', facts]).catch(
      (error: NodeJS.ErrnoException) => {
        throw new UserError(
          `The interpreter "${this.python}" cannot be started: ${error.code ?? error.message}.`,
          'Name another with --python=/path/to/python3 (3.8 or newer).',
          { cause: error },
        );
      },
    );
    await session.dispose();
    const [executable, version, build] = result.stdout.split('\n');
    if (result.code !== 0 || executable === undefined || version === undefined) {
      throw new UserError(`The interpreter "${this.python}" does not work: ${result.stderr.trim()}`);
    }
    return {
      key: `local ${realpathSync(executable)} ${build}`,
      description: `this machine, Python ${version} (${executable})`,
    };
  }

  async ensure(layer: Layer, build: (session: Session) => Promise<void>): Promise<KeptLayer> {
    const name = `${layer.kind}/${layer.key.slice(0, 16)}`;
    const folder = join(this.cache, name);
    const folders: LayerFolders =
      layer.kind === 'tools'
        ? { tools: join(folder, 'tools'), sides: join(folder, 'sides') }
        : { tools: layer.base!.folders.tools, sides: join(folder, 'sides') };
    markInUse(this.cache, name);
    const built = !existsSync(join(folder, COMPLETE));
    if (built) await this.build(layer, folder, folders, build);
    const now = new Date();
    utimesSync(folder, now, now);
    return { kind: layer.kind, key: layer.key, built, reference: folder, folders };
  }

  /** Virtual environments cannot be moved, so a layer is made in place, and marked when it is whole. */
  private async build(
    layer: Layer,
    folder: string,
    folders: LayerFolders,
    build: (session: Session) => Promise<void>,
  ): Promise<void> {
    const session = this.open(folders);
    try {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folders.sides, { recursive: true });
      writeFileSync(join(folder, OWNER), `${ownerText(ourselves())}\n`);
      await build(session);
    } catch (error) {
      // Its processes first: they would go on writing.
      await session.dispose();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    await session.dispose();
    writeFileSync(join(folder, COMPLETE), `${layer.key}\n${layer.title ?? ''}\n`);
    rmSync(join(folder, OWNER));
  }

  async openInstall(base: KeptLayer): Promise<Session> {
    return this.open(base.folders);
  }

  async openMeasuring(base: KeptLayer): Promise<Session> {
    return this.open(base.folders);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all(this.sessions.map((session) => session.dispose()));
  }

  private open(folders: LayerFolders): Session {
    // Stopped between two sessions: work must not go on.
    if (this.disposed) throw new UserError('The engine is no longer in use.');
    const session = new LocalSession(this.python, folders, makeWorkFolder());
    this.sessions.push(session);
    return session;
  }
}
