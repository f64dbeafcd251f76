import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import type { ContainerInfo, ImageInfo } from 'dockerode';
import { isAbandoned, parseOwner } from '../../files/owner';
import { tryHostLock } from '../../lock/host-lock';
import { cacheId } from '../cache-id';
import { layerLock } from '../layer-lock';
import { marksOf } from '../marks';
import type { KeptThing, Store } from '../store';
import { connect } from './connect';
import { CACHE, KEY, KIND, TITLE, useFile } from './image-labels';
import { baseOf, type ImagesById, isNamed, ownSize } from './own-size';
import { isAbandonedSession, OURS, OWNER } from './sweep';

/** The images of layers, and what killed runs left, on a Docker engine. */
export class DockerStore implements Store {
  private images: ImagesById = new Map();

  private constructor(
    private readonly docker: Docker,
    readonly place: string,
    private readonly cache: string,
  ) {}

  /** @throws UserError where no engine answers */
  static async connect(cache: string): Promise<DockerStore> {
    const { docker, product } = await connect();
    return new DockerStore(docker, product, cache);
  }

  async list(): Promise<readonly KeptThing[]> {
    const [images, containers] = await Promise.all([
      this.docker.listImages({ all: true }),
      this.docker.listContainers({ all: true }),
    ]);
    this.images = new Map(images.map((image) => [image.Id, image]));
    const uses = usesOf(this.images, containers);
    const marked = marksOf(this.cache);
    // What has no name and something stands on it goes with that.
    const below = new Set(images.map(({ ParentId }) => ParentId));
    const ours = images.filter((image) => isOurs(image) && (isNamed(image) || !below.has(image.Id)));
    const things = ours.map((image) => this.imageThing(image, uses, marked));
    return [...things, ...containers.filter(isLeft).map(containerThing)];
  }

  async remove({ id, kind }: KeptThing): Promise<string | undefined> {
    if (kind === 'container') return tryRemoving(this.docker.getContainer(id).remove({ v: true }));
    const { [KIND]: layer, [KEY]: key } = this.images.get(id)?.Labels ?? {};
    // By its ID, which the engine refuses while something stands on it; a name it would only take away.
    const remove = () => tryRemoving(this.docker.getImage(id).remove());
    if (layer === undefined || key === undefined) return remove();
    // Every use begins under this lock, with a mark.
    const why = await tryHostLock(layerLock(layer, key), 'cleaning up', async () => {
      if (marksOf(this.cache).has(useFile(key))) return BEGUN;
      const refused = await remove();
      if (refused === undefined) rmSync(join(this.cache, useFile(key)), { force: true });
      return refused ?? GONE;
    });
    return why === GONE ? undefined : (why ?? BEGUN);
  }

  private imageThing(
    image: ImageInfo,
    uses: ReadonlyMap<string, string>,
    marked: ReadonlySet<string>,
  ): KeptThing {
    const labels = image.Labels ?? {};
    const { [KEY]: key, [KIND]: kind = 'image' } = labels;
    const named = isNamed(image);
    const abandoned = isAbandoned(parseOwner(labels[OWNER]), image.Created * 1000);
    const use = key === undefined ? undefined : useFile(key);
    const marks = use !== undefined && marked.has(use) ? 'a run that goes on uses it' : undefined;
    const made = named || abandoned ? undefined : 'it is being made, or not by this host';
    return {
      id: image.Id,
      kind: named && key !== undefined ? (kind as KeptThing['kind']) : 'image',
      title: named ? (labels[TITLE] ?? image.RepoTags!.join(' ')) : 'without a name',
      bytes: ownSize(image, this.images),
      usedAt: (use === undefined ? undefined : this.timeOf(use)) ?? image.Created * 1000,
      base: baseOf(image, this.images, (below) => isNamed(below) && isOurs(below))?.Id,
      inUse: uses.get(image.Id) ?? marks ?? made,
      leftover: !named && abandoned,
      foreign: named && !this.isMine(labels[CACHE]),
    };
  }

  /** A folder that has no ID yet owns nothing; looking gives it none. */
  private isMine(id: string | undefined): boolean {
    return id !== undefined && existsSync(join(this.cache, 'id')) && id === cacheId(this.cache);
  }

  private timeOf(file: string): number | undefined {
    return statSync(join(this.cache, file), { throwIfNoEntry: false })?.mtimeMs;
  }
}

const BEGUN = 'a run has begun to use it';
const GONE = '';

/** An image that a user made from one of ours bears our labels too, but not our name. */
function isOurs(image: ImageInfo): boolean {
  const labelled = image.Labels?.[OURS] !== undefined;
  return labelled && (!isNamed(image) || image.RepoTags!.every((name) => /(^|\/)nx-benchmark\//.test(name)));
}

/** By image: the container, or the image of somebody else, that stands on it, directly or not. */
function usesOf(images: ImagesById, containers: readonly ContainerInfo[]): ReadonlyMap<string, string> {
  const uses = new Map<string, string>();
  const mark = (image: ImageInfo | undefined, why: string): void => {
    for (let at = image; at !== undefined; at = images.get(at.ParentId)) uses.set(at.Id, why);
  };
  for (const image of images.values()) {
    if (isNamed(image) && !isOurs(image)) {
      mark(images.get(image.ParentId), `the image ${image.RepoTags![0]} stands on it`);
    }
  }
  for (const container of containers) {
    if (isLeft(container)) continue;
    mark(images.get(container.ImageID), `a container of it is ${container.State}`);
  }
  return uses;
}

function isLeft(container: ContainerInfo): boolean {
  return !['running', 'paused', 'restarting'].includes(container.State) && isAbandonedSession(container);
}

function containerThing({ Id, Labels, Created }: ContainerInfo): KeptThing {
  const title = `stopped, of run ${Labels['nx-benchmark.run']}`;
  return { id: Id, kind: 'container', title, bytes: 0, usedAt: Created * 1000, leftover: true };
}

async function tryRemoving(removal: Promise<unknown>): Promise<string | undefined> {
  try {
    await removal;
    return undefined;
  } catch (error) {
    const { statusCode, json, message } = error as {
      statusCode?: number;
      json?: { message?: string };
      message: string;
    };
    return statusCode === 404 ? undefined : `the engine keeps it: ${json?.message ?? message}`;
  }
}
