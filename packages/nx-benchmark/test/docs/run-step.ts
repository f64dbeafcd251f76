import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { REPOSITORY } from '../nx';
import type { ConsoleStep } from './console-steps';
import { missingLines } from './same-words';

const BIN = join(REPOSITORY, 'node_modules/.bin');

/**
 * Runs a command of a page as somebody would who reads it: in a shell, in a workspace, with the commands of its packages
 * on the PATH.
 *
 * @returns what is otherwise than the page says; undefined if nothing is
 */
export async function runStep(step: ConsoleStep, workspace: string): Promise<string | undefined> {
  const { status, output } = await inShell(step.command, workspace);
  const missing = missingLines(step.shown, output);
  if (status === step.status && missing.length === 0) return undefined;
  const lacks = missing.length === 0 ? '' : ` It lacks:\n${missing.join('\n')}\n`;
  return `${step.page}:${step.line}: ${step.command}\nended with ${status}, and is to end with ${step.status}.${lacks}\nIt said:\n${output}`;
}

function inShell(command: string, cwd: string): Promise<{ status: number | null; output: string }> {
  const child = spawn('bash', ['-c', `exec 2>&1\n${command}`], {
    cwd,
    env: {
      ...process.env,
      PATH: `${BIN}${delimiter}${process.env.PATH}`,
      NX_DAEMON: 'false',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((done) => child.once('close', (status) => done({ status, output })));
}
