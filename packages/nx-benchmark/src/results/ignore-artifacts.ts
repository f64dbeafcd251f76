import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Hides the folder of artifacts from git, as its first file: where the library's source is the checkout around it, the
 * source would be another after every run. Whoever wants artifacts in git puts a `.gitignore` of their own there.
 */
export function ignoreArtifacts(artifacts: string): void {
  const file = join(artifacts, '.gitignore');
  if (existsSync(file)) return;
  mkdirSync(artifacts, { recursive: true });
  writeFileSync(file, '*\n');
}
