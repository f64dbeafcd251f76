import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * Reaches an engine as the docker command does over ssh: `ssh HOST docker system dial-stdio`, so that the user's own
 * configuration, keys, agent and known hosts count. Connections are used again, since each one costs a handshake.
 */
export class SshAgent extends Agent {
  constructor(private readonly url: URL) {
    super({ keepAlive: true });
  }

  // The types want a socket; any stream will do.
  override createConnection(): Duplex {
    const { hostname, username, port } = this.url;
    const who = [...(username ? ['-l', decodeURIComponent(username)] : []), ...(port ? ['-p', port] : [])];
    const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=15', '-T', ...who];
    return new SshStream(spawn('ssh', [...options, '--', hostname, 'docker system dial-stdio']));
  }
}

/** What ssh reads and writes, as the one stream that the HTTP client expects. */
class SshStream extends Duplex {
  private said = '';

  constructor(private readonly ssh: ChildProcessWithoutNullStreams) {
    super();
    ssh.stdout.on('data', (data) => this.push(data) || ssh.stdout.pause());
    ssh.stderr.on('data', (data) => {
      this.said = (this.said + data).slice(-1000);
    });
    ssh.stdin.on('error', () => undefined);
    ssh.once('error', (error) => this.destroy(new Error(`ssh cannot be started: ${error.message}`)));
    ssh.once('close', (code) => {
      if (code === 0) this.push(null);
      else this.destroy(new Error(`ssh ended with status ${code}: ${this.said.trim().replace(/\.+$/, '')}`));
    });
  }

  override _read(): void {
    this.ssh.stdout.resume();
  }

  override _write(data: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.ssh.stdin.write(data, done);
  }

  override _final(done: () => void): void {
    this.ssh.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.ssh.kill();
    done(error);
  }

  /** An idle connection must not keep the process alive. */
  unref(): this {
    return this.each('unref');
  }

  ref(): this {
    return this.each('ref');
  }

  private each(what: 'ref' | 'unref'): this {
    this.ssh[what]();
    for (const stream of [this.ssh.stdin, this.ssh.stdout, this.ssh.stderr])
      (stream as unknown as Socket)[what]();
    return this;
  }

  // What the HTTP client asks of a socket beside.
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }
}
