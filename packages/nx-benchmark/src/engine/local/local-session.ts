import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { type Duplex, PassThrough, type Readable } from 'node:stream';
import { UserError } from '../../domain/user-error';
import type { LayerFolders, Session, SessionProcess, SpawnOptions } from '../engine';

const GUARD = resolve(__dirname, '../../../harness/local/guard.py');
/** Number of the guard's file descriptor whose other end we alone hold. */
const LIFELINE = 3;
/** The guard kills all within half a second; one that cannot is killed itself. */
const GUARD_MILLISECONDS = 5000;

/**
 * Processes of this machine that die with us. Each command is started by a guard (harness/local/guard.py), which ends it
 * and everything below it when our end of a pipe is closed: by us, or by the system after a SIGKILL.
 */
export class LocalSession implements Session {
  private readonly running = new Set<ChildProcess>();
  private disposed = false;

  constructor(
    readonly python: string,
    readonly folders: LayerFolders,
    readonly work: string,
  ) {}

  get scratch(): string {
    return this.work;
  }

  async spawn(command: readonly string[], options: SpawnOptions = {}): Promise<SessionProcess> {
    if (this.disposed) throw new UserError('The session has ended.');
    const { reads = true } = options;
    const guarded = ['-I', '-S', GUARD, String(LIFELINE), ...command];
    const child = spawn(this.python, guarded, {
      cwd: options.cwd ?? this.work,
      // What a killed command leaves in its temporary folder goes with the session's own.
      env: { ...process.env, TMPDIR: this.work, ...options.env },
      stdio: [reads ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'],
      // In a group of its own: Ctrl-C reaches us first, and we end it.
      detached: true,
    });
    this.running.add(child);
    const exit = new Promise<number>((resolve) => {
      child.once('close', (code, signal) => {
        this.running.delete(child);
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    lifeline(child).on('error', () => undefined);
    return {
      stdin: child.stdin ?? new PassThrough(),
      stdout: child.stdout as Readable,
      stderr: child.stderr as Readable,
      exit,
    };
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all([...this.running].map(end));
    rmSync(this.work, { recursive: true, force: true });
  }
}

/** Ends the input, too: the runner then ends the processes it measures by itself. */
async function end(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.stdin?.destroy();
  lifeline(child).destroy();
  const timer = setTimeout(() => child.kill('SIGKILL'), GUARD_MILLISECONDS);
  await closed;
  clearTimeout(timer);
}

function lifeline(child: ChildProcess): Duplex {
  return child.stdio[LIFELINE] as Duplex;
}
