import { readFileSync } from 'node:fs';

/** The rows of a file with one JSON document a line. */
export function readJsonl<Row>(path: string): readonly Row[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}
