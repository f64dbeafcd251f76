import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../domain/user-error';
import type { Engine, EngineIdentity, KeptLayer, Layer, LayerFolders, Session } from '../engine';
import { runCommand } from '../run-command';
import { LocalSession } from './local-session';

const COMPLETE = '.complete';

/** Two virtual environments on this machine: no isolation, no engine needed. */
export class LocalEngine implements Engine {
  readonly kind = 'local';
  private readonly sessions: Session[] = [];

  /**
   * @param python interpreter to make the environments with
   * @param cache folder that keeps what is built
   */
  constructor(
    private readonly python: string,
    private readonly cache: string,
  ) {}

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
    const folder = join(this.cache, layer.kind, layer.key.slice(0, 16));
    const folders: LayerFolders =
      layer.kind === 'tools'
        ? { tools: join(folder, 'tools'), sides: join(folder, 'sides') }
        : { tools: layer.base!.folders.tools, sides: join(folder, 'sides') };
    const built = !existsSync(join(folder, COMPLETE));
    if (built) {
      // An interrupted build left no mark: begin again. Virtual environments cannot be moved, so it is made in place.
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folders.sides, { recursive: true });
      const session = this.open(folders);
      try {
        await build(session);
      } finally {
        await session.dispose();
      }
      writeFileSync(join(folder, COMPLETE), `${layer.key}\n`);
    }
    return { kind: layer.kind, key: layer.key, built, reference: folder, folders };
  }

  async openInstall(base: KeptLayer): Promise<Session> {
    return this.open(base.folders);
  }

  async openMeasuring(base: KeptLayer): Promise<Session> {
    return this.open(base.folders);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.dispose()));
  }

  private open(folders: LayerFolders): Session {
    const session = new LocalSession(
      this.python,
      folders,
      mkdtempSync(join(tmpdir(), 'nx-benchmark-')),
      spawn,
    );
    this.sessions.push(session);
    return session;
  }
}
