import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine';
import { sweepCache } from './sweep-cache';
import { sweepWorkFolders } from './work-folder';

/** What an engine needs to know of a plan. */
export interface EngineRequest {
  readonly engine: 'docker' | 'local';
  readonly image: string;
  readonly imageCommand?: string;
  readonly python: string;
  readonly installNetwork: string;
  readonly measuringNetwork: string;
  readonly memory?: number;
  readonly workspaceRoot: string;
  readonly runId: string;
}

/**
 * The engine a plan asks for, after what processes that were killed have left is removed. Each is loaded only when it
 * is used: the Docker client costs half a second.
 */
export async function connectEngine(request: EngineRequest, cache: string = cacheFolder()): Promise<Engine> {
  sweepWorkFolders();
  await sweepCache(cache);
  if (request.engine === 'local') {
    const { LocalEngine } = await import('./local/local-engine.js');
    return LocalEngine.connect(request.python, cache);
  }
  const { DockerEngine } = await import('./docker/docker-engine.js');
  const image = {
    name: request.image,
    folder: request.workspaceRoot,
    ...(request.imageCommand === undefined ? {} : { command: request.imageCommand }),
  };
  const { python, installNetwork, measuringNetwork, memory } = request;
  return DockerEngine.connect(
    image,
    { python, installNetwork, measuringNetwork, memory },
    request.runId,
    cache,
  );
}

/** Where things built once are kept on this machine: outside the workspace, so that clones and clean checkouts share them. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  return env.NX_BENCHMARK_CACHE ?? join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'nx-benchmark');
}
