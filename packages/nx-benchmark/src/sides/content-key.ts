import { createHash } from 'node:crypto';

/** SHA-256 (hex) of a list of parts; unlike of their concatenation, `["ab", "c"]` and `["a", "bc"]` differ. */
export function contentKey(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
