import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Session, SpawnOptions } from './engine';

/** How a finished command ended and what it said. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions extends SpawnOptions {
  /** Sent to the command's standard input, which is then closed. */
  readonly input?: Readable | string;
  /** Called with each line of both streams as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Runs a command to its end. A non-zero status is a result, not an error. */
export async function runCommand(
  session: Session,
  command: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const input = options.input;
  const started = await session.spawn(command, { ...options, reads: input !== undefined });
  // A command may end without reading its input; its exit status says more than the broken pipe.
  started.stdin.on('error', () => undefined);
  if (input === undefined || typeof input === 'string') started.stdin.end(input);
  else input.pipe(started.stdin);
  const [code, stdout, stderr] = await Promise.all([
    started.exit,
    linesOf(started.stdout, options.onLine),
    linesOf(started.stderr, options.onLine),
  ]);
  return { code, stdout, stderr };
}

async function linesOf(stream: Readable, onLine?: (line: string) => void): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    lines.push(line);
    onLine?.(line);
  }
  return lines.join('\n');
}
