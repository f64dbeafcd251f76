import type { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { UserError } from '../../domain/user-error';
import type { LayerFolders, Session, SessionProcess, SpawnOptions } from '../engine';

const GRACE_MILLISECONDS = 500;

/** Processes of this machine, each in a group of its own: Ctrl-C reaches us first, and we end them. */
export class LocalSession implements Session {
  private readonly running = new Set<ChildProcessWithoutNullStreams>();
  private disposed = false;

  constructor(
    readonly python: string,
    readonly folders: LayerFolders,
    readonly work: string,
    private readonly start: typeof spawn,
  ) {}

  async spawn(command: readonly string[], options: SpawnOptions = {}): Promise<SessionProcess> {
    if (this.disposed) throw new UserError('The session has ended.');
    const child = this.start(command[0]!, command.slice(1), {
      cwd: options.cwd ?? this.work,
      env: { ...process.env, ...options.env },
      stdio: 'pipe',
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
    return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exit };
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all([...this.running].map(end));
    rmSync(this.work, { recursive: true, force: true });
  }
}

/** Ends the input first: the runner then kills the processes it measures, which live in groups of their own. */
async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.stdin.destroy();
  const timer = setTimeout(() => killGroup(child), GRACE_MILLISECONDS);
  await closed;
  clearTimeout(timer);
}

function killGroup(child: ChildProcessWithoutNullStreams): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
