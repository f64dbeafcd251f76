/** Labels of the images that hold layers. */
export const KIND = 'nx-benchmark.kind';
export const KEY = 'nx-benchmark.key';
export const TITLE = 'nx-benchmark.title';
/** Of all that is ours: the cache folder for which it was made (`cacheId`). */
export const CACHE = 'nx-benchmark.cache';

/** As a commit takes it, which expands variables as a Dockerfile does. */
export function label(name: string, value: string): string {
  return `LABEL ${name}=${JSON.stringify(value).replaceAll('$', '\\$')}`;
}

/** The file of the cache folder that says when the image of a layer was last used. */
export function useFile(key: string): string {
  return `used/${key.slice(0, 16)}`;
}
