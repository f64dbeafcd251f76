import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../domain/user-error';

/**
 * What the base of the environments is, for a cache key: the same on every machine that has the same. Builds and pulls
 * nothing; an image that is not there yet, and an engine that does not answer, are keys of their own.
 */
export async function baseKey(engine: 'docker' | 'local', image: string, python: string): Promise<string> {
  if (engine === 'local') {
    const version = await promisify(execFile)(python, ['-c', 'import sys; print(sys.version)']).catch(
      () => null,
    );
    return `local ${version?.stdout.trim() ?? 'without Python'}`;
  }
  const { connect } = await import('./docker/connect.js');
  const { imageId } = await import('./docker/ensure-image.js');
  try {
    const { docker } = await connect();
    return `docker ${(await imageId(docker, image)) ?? `${image}, absent`}`;
  } catch (error) {
    if (error instanceof UserError) return `docker without an engine, ${image}`;
    throw error;
  }
}
