import { join } from 'node:path';
import { type PerSide, SIDES, type Side } from '../domain/side';
import { filesIn } from './names-in';

/** The files of one config, of at least one side. */
export interface ConfigFiles {
  readonly config: string;
  readonly files: Partial<PerSide<string>>;
}

/**
 * The files of both sides by the config that their name says, sorted by it.
 *
 * @param folderOf where the files of a side are, be it there or not
 * @param name matches a file that counts, its first group being the config; of several of one config the first by name counts
 */
export function filesByConfig(folderOf: (side: Side) => string, name: RegExp): readonly ConfigFiles[] {
  const found = new Map<string, Partial<Record<Side, string>>>();
  for (const side of SIDES) {
    const folder = folderOf(side);
    for (const file of filesIn(folder)) {
      const config = name.exec(file)?.[1];
      if (config === undefined) continue;
      const files = found.get(config) ?? {};
      found.set(config, { ...files, [side]: files[side] ?? join(folder, file) });
    }
  }
  return [...found.keys()].sort().map((config) => ({ config, files: found.get(config)! }));
}
