import { spawn } from 'node:child_process';

/** Aborts at Ctrl-C, so that the command under way ends with us and `finally` cleans up. */
export function stopAtCtrlC() {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

/** Runs a command and gives what it said; its own process group, so that nothing of it outlives us. */
export function run(command, arguments_, cwd, signal, env = {}) {
  if (signal?.aborted) return Promise.reject(new Error('stopped'));
  return new Promise((done, failed) => {
    const child = spawn(command, arguments_, {
      cwd,
      env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => process.kill(-child.pid, 'SIGINT');
    signal?.addEventListener('abort', stop, { once: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.once('error', failed).once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) failed(new Error('stopped'));
      else if (code !== 0)
        failed(new Error(`${command} ${arguments_.join(' ')} ended with exit status ${code}.\n${output}`));
      else done(output);
    });
  });
}
