import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine';

/** What an engine needs to know of a plan. */
export interface EngineRequest {
  readonly engine: 'docker' | 'local';
  readonly image: string;
  readonly imageCommand?: string;
  readonly python: string;
  readonly installNetwork: string;
  readonly workspaceRoot: string;
  readonly runId: string;
}

/** The engine a plan asks for. Each is loaded only when it is used: the Docker client costs half a second. */
export async function connectEngine(request: EngineRequest, cache: string = cacheFolder()): Promise<Engine> {
  if (request.engine === 'local') {
    const { LocalEngine } = await import('./local/local-engine.js');
    return new LocalEngine(request.python, cache);
  }
  const { DockerEngine } = await import('./docker/docker-engine.js');
  const image = {
    name: request.image,
    folder: request.workspaceRoot,
    ...(request.imageCommand === undefined ? {} : { command: request.imageCommand }),
  };
  return DockerEngine.connect(image, request.python, request.installNetwork, request.runId);
}

/** Where things built once are kept on this machine: outside the workspace, so that clones and clean checkouts share them. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  return env.NX_BENCHMARK_CACHE ?? join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'nx-benchmark');
}
