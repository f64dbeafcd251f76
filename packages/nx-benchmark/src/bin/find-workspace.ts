import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the Nx workspace that `directory` is in, or undefined. */
export function findWorkspace(directory: string): string | undefined {
  if (existsSync(join(directory, 'nx.json'))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : findWorkspace(parent);
}
