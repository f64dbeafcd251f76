import { cacheFolder } from './connect-engine';
import type { Store } from './store';

/**
 * What is kept on the Docker engine (`docker`), or in this machine's cache folder (`local`).
 *
 * @throws UserError where no engine answers
 */
export async function connectStore(place: 'docker' | 'local', cache: string = cacheFolder()): Promise<Store> {
  if (place === 'local') {
    const { CacheStore } = await import('./local/cache-store.js');
    return new CacheStore(cache);
  }
  const { DockerStore } = await import('./docker/docker-store.js');
  return DockerStore.connect(cache);
}
