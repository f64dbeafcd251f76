import { dirname, join } from 'node:path';
import { artifactNames } from './artifacts';
import { type ConfigFiles, filesByConfig } from './files-by-config';
import { filesIn } from './names-in';

/** pyperf's files in the folder of a scenario, by config. */
export function pyperfFiles(folder: string): readonly ConfigFiles[] {
  return filesByConfig(
    (side) => join(folder, dirname(artifactNames.results(side, 'any'))),
    /^results\.(.+)\.json$/,
  );
}

/** The files of rounds in the folder of a scenario, by config. */
export function roundsFiles(folder: string): ReadonlyMap<string, string> {
  const place = join(folder, dirname(artifactNames.rounds('any')));
  const names = filesIn(place).filter((name) => name.endsWith('.jsonl'));
  return new Map(names.map((name) => [name.slice(0, -'.jsonl'.length), join(place, name)]));
}
