import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './nx';

/** Podman's API on a socket of its own, with images and containers of its own: none of the user's. */
export interface PodmanService {
  /** `unix:///…`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Why Podman cannot be tried on this machine; undefined where it can. */
export function whyNoPodman(): string | undefined {
  const check = [join(REPOSITORY, 'tools/ensure-podman'), '--check'];
  const { status, stdout } = spawnSync('bash', check, { encoding: 'utf8' });
  return status === 0 ? undefined : stdout.trim();
}

export async function startPodman(): Promise<PodmanService> {
  const folder = mkdtempSync(join(tmpdir(), 'podman-'));
  const settings = join(folder, 'containers.conf');
  // Podman's own limits ask for more than a machine without CAP_SYS_RESOURCE may give, and a process of each command
  // would stay for five minutes.
  writeFileSync(
    settings,
    '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n[engine]\nexit_command_delay = 1\n',
  );
  const place = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run')];
  const socket = join(folder, 'podman.sock');
  const service = spawn('podman', [...place, 'system', 'service', '--time=0', `unix://${socket}`], {
    env: { ...process.env, CONTAINERS_CONF: settings },
    stdio: 'ignore',
  });
  await listening(service, socket);
  return {
    address: `unix://${socket}`,
    close: async () => {
      const closed = once(service, 'close');
      service.kill();
      await closed;
      execFileSync('podman', [...place, 'system', 'reset', '--force'], { stdio: 'pipe' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(service: ChildProcess, socket: string): Promise<void> {
  while (!existsSync(socket)) {
    if (service.exitCode !== null) throw new Error(`podman ended with status ${service.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
