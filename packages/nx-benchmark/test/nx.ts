import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The repository this test belongs to. */
export const REPOSITORY = resolve(__dirname, '../../..');

const NX = resolve(REPOSITORY, 'node_modules/.bin/nx');

/** What a finished Nx command said. */
export interface NxResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** Both streams, in the order they came. */
  readonly output: string;
  readonly seconds: number;
}

export interface NxOptions {
  readonly cwd?: string;
  /** Another Nx than the repository's: the path of its command. */
  readonly bin?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with all output so far, after each piece. */
  readonly watch?: (output: string, child: ChildProcess) => void;
}

/** Runs Nx as a user does, in a process group of its own. */
export function nx(arguments_: readonly string[], options: NxOptions = {}): Promise<NxResult> {
  const start = Date.now();
  const child = spawn(options.bin ?? NX, arguments_, {
    cwd: options.cwd ?? REPOSITORY,
    env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0', ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, output] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
    options.watch?.(output, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    options.watch?.(output, child);
  });
  return new Promise((done) => {
    child.once('close', (code, signal) => {
      done({ code, signal, stdout, output, seconds: (Date.now() - start) / 1000 });
    });
  });
}
