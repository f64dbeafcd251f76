/** Name of the host's lock under which a layer is found, built and removed. */
export function layerLock(kind: string, key: string): string {
  return `layer/${kind}/${key.slice(0, 16)}`;
}
