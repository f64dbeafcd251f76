import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tryHostLock } from '../../lock/host-lock';
import { layerLock } from '../layer-lock';
import { marksOf } from '../marks';
import type { KeptThing, Store } from '../store';
import { COMPLETE, discard, removeUnfinished, unfinishedIn } from '../sweep-cache';
import { diskUse } from './disk-use';

const KINDS = {
  tools: 'tools',
  environment: 'environment',
  recorder: 'recorder',
  wheels: 'wheel',
  repositories: 'repository',
} as const;
type Folder = keyof typeof KINDS;
const LAYERS: readonly Folder[] = ['tools', 'environment', 'recorder'];

const BEGUN = 'a run has begun to use it';
const GONE = '';

const A_DAY = 24 * 3600 * 1000;

/** The cache folder of this machine: local layers, wheels, fetched repositories and answers of the index. */
export class CacheStore implements Store {
  /** @param place the folder */
  constructor(readonly place: string) {}

  async list(): Promise<readonly KeptThing[]> {
    const marked = marksOf(this.place);
    const unfinished = unfinishedIn(this.place);
    const names = (Object.keys(KINDS) as Folder[]).flatMap((folder) => this.namesIn(folder));
    const whole = names
      .filter((name) => unfinished.every((one) => one.name !== name))
      .map((name) => ({
        ...this.thing(name, titleOf(this.place, name)),
        inUse: marked.has(name) ? 'a run that goes on uses it' : undefined,
      }));
    const rest = unfinished.map(({ name, abandoned }) => ({
      ...this.thing(name, 'unfinished'),
      leftover: abandoned,
      inUse: abandoned ? undefined : 'it is being built, or its builder is not of this host',
    }));
    return [...whole, ...rest, ...this.answers()];
  }

  async remove({ id, kind, leftover }: KeptThing): Promise<string | undefined> {
    if (kind === 'answers') {
      for (const file of this.namesIn('resolved').filter((name) => this.dayOf(name) === id)) {
        rmSync(join(this.place, file), { force: true });
      }
      return undefined;
    }
    if (leftover) return (await removeUnfinished(this.place, id)) ? undefined : 'it is being built again';
    // Every use begins under this lock, with a mark.
    const why = await tryHostLock(this.lockOf(id), 'cleaning up', async () => {
      if (marksOf(this.place).has(id)) return BEGUN;
      try {
        discard(this.place, id);
        return GONE;
      } catch (error) {
        return `it cannot be removed: ${(error as Error).message}`;
      }
    });
    return why === GONE ? undefined : (why ?? BEGUN);
  }

  private lockOf(name: string): string {
    const [folder, key] = name.split('/') as [Folder, string];
    return LAYERS.includes(folder) ? layerLock(folder, key) : join(this.place, name);
  }

  private thing(name: string, title: string): KeptThing {
    const path = join(this.place, name);
    const usedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return { id: name, kind: KINDS[name.split('/')[0] as Folder], title, bytes: diskUse(path), usedAt };
  }

  /** Thousands of small files: those of a day are one thing. */
  private answers(): readonly KeptThing[] {
    const all = this.namesIn('resolved');
    return [...new Set(all.map((name) => this.dayOf(name)))].map((id) => {
      const files = all.filter((name) => this.dayOf(name) === id);
      const usedAt = Math.max(...files.map((name) => statSync(join(this.place, name)).mtimeMs));
      return {
        id,
        kind: 'answers',
        title: `of the index to ${files.length} ${files.length === 1 ? 'question' : 'questions'}`,
        bytes: files.reduce((sum, name) => sum + diskUse(join(this.place, name)), 0),
        usedAt,
        inUse: Date.now() - usedAt < A_DAY ? 'a run that goes on may ask the same' : undefined,
      };
    });
  }

  private dayOf(name: string): string {
    return statSync(join(this.place, name)).mtime.toISOString().slice(0, 10);
  }

  private namesIn(folder: string): readonly string[] {
    const path = join(this.place, folder);
    return existsSync(path) ? readdirSync(path).map((name) => `${folder}/${name}`) : [];
  }
}

function titleOf(cache: string, name: string): string {
  const path = join(cache, name);
  if (name.startsWith('wheels/')) return readdirSync(path).find((file) => file.endsWith('.whl')) ?? '';
  const file = name.startsWith('repositories/') ? 'description' : COMPLETE;
  const lines = existsSync(join(path, file)) ? readFileSync(join(path, file), 'utf8').split('\n') : [];
  return (file === COMPLETE ? lines[1] : lines[0]) ?? '';
}
