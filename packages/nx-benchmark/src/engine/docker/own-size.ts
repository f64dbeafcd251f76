import type { ImageInfo } from 'dockerode';

/** The images by their IDs, those without a name included. */
export type ImagesById = ReadonlyMap<string, ImageInfo>;

/**
 * Bytes that an image adds to the image it was made from, or to the next below that stays when this one goes: one that
 * has a name. The engine tells what is shared (`SharedSize`) only of all images together, where a base would count in
 * none of those that stand on it, nor in itself.
 */
export function ownSize(image: ImageInfo, images: ImagesById): number {
  const base = baseOf(image, images, isNamed);
  return Math.max(0, image.Size - (base?.Size ?? 0));
}

/** The next image below for which `matches` holds. */
export function baseOf(
  { ParentId }: ImageInfo,
  images: ImagesById,
  matches: (image: ImageInfo) => boolean,
): ImageInfo | undefined {
  const parent = images.get(ParentId);
  return parent === undefined || matches(parent) ? parent : baseOf(parent, images, matches);
}

/** The engine calls it `<none>` when another image took the name. */
export function isNamed({ RepoTags }: ImageInfo): boolean {
  return (RepoTags ?? []).some((name) => !name.startsWith('<none>'));
}
