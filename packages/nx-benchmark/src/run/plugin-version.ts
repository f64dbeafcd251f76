import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Version of this package, for the record of a run. */
export function pluginVersion(): string {
  const file = resolve(__dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
