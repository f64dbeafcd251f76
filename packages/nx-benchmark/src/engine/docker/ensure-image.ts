import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { EventSink } from '../../domain/run-event';
import { UserError } from '../../domain/user-error';

/** How to come by an image. */
export interface ImageSource {
  readonly name: string;
  /** A command that makes it where it is absent; without one it is pulled. */
  readonly command?: string;
  /** Folder the command runs in. */
  readonly folder: string;
}

/**
 * Finds the image, or makes it with its command, or pulls it.
 *
 * @returns the image's ID: a tag may move, an ID never does
 * @throws UserError saying how to come by an image
 */
export async function ensureImage(docker: Docker, source: ImageSource, events: EventSink): Promise<string> {
  const found = await imageId(docker, source.name);
  if (found !== undefined) return found;
  const start = Date.now();
  if (source.command === undefined) {
    events({ kind: 'step', text: `pulling image ${source.name}` });
    await pull(docker, source.name, events);
  } else {
    events({ kind: 'step', text: `making image ${source.name}: ${source.command}` });
    await makeImage(source, source.command, events);
  }
  const id = await imageId(docker, source.name);
  if (id === undefined) {
    throw new UserError(
      `The image ${source.name} is still absent after "${source.command}" ended well.`,
      'The command (option imageCommand) has to make an image of exactly this name.',
    );
  }
  events({ kind: 'step-done', text: `image ${source.name}`, seconds: (Date.now() - start) / 1000 });
  return id;
}

/** The ID of an image, or undefined where the engine lacks it. */
export async function imageId(docker: Docker, name: string): Promise<string | undefined> {
  try {
    return (await docker.getImage(name).inspect()).Id;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

async function pull(docker: Docker, name: string, events: EventSink): Promise<void> {
  try {
    const stream = (await docker.pull(name)) as Readable;
    const layers = new Map<string, boolean>();
    for await (const line of createInterface({ input: stream })) {
      // A failed pull is an event of a stream that ends well; the client library does not look.
      const event = JSON.parse(line) as {
        id?: string;
        status?: string;
        error?: string;
        errorDetail?: { message?: string };
      };
      if (event.error !== undefined || event.errorDetail !== undefined) {
        throw new Error(event.errorDetail?.message ?? event.error);
      }
      if (event.id === undefined || event.status === undefined || event.status.startsWith('Pulling from'))
        continue;
      const complete = event.status === 'Pull complete' || event.status === 'Already exists';
      if (layers.get(event.id) === complete) continue;
      layers.set(event.id, complete);
      const finished = [...layers.values()].filter(Boolean).length;
      events({ kind: 'log', source: 'pull', line: `${name}: ${finished} of ${layers.size} layers` });
    }
  } catch (error) {
    throw new UserError(
      `The image ${name} is not on the engine and could not be pulled: ${(error as Error).message}`,
      'Make one without a registry (docs/base-image.md), or name one that the engine has: --image=NAME.',
      { cause: error },
    );
  }
}

async function makeImage(source: ImageSource, command: string, events: EventSink): Promise<void> {
  const child = spawn(command, { cwd: source.folder, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      events({ kind: 'log', source: 'image', line });
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) {
    throw new UserError(
      `"${command}" ended with exit status ${code} and made no image ${source.name}.\n${last.slice(-10).join('\n')}`,
      'Run it by hand to see why, or name an image that the engine has: --image=NAME.',
    );
  }
}
