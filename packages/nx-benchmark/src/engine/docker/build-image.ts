import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { EventSink } from '../../domain/run-event';
import { UserError } from '../../domain/user-error';
import { contextOf } from './build-context';

const TAIL = 15;

/**
 * Builds the image of a Dockerfile with the engine's classic builder, which every engine has; what it has built before
 * comes from its own cache.
 *
 * @param labels the same ones in each run, or it would be another image each time
 * @returns the image's ID, which stays the same while file and context do
 * @throws UserError with the builder's last words
 */
export async function buildImage(
  docker: Docker,
  path: string,
  labels: Readonly<Record<string, string>>,
  events: EventSink,
): Promise<string> {
  events({ kind: 'step', text: `building the image of ${path}` });
  const start = Date.now();
  const name = 'nx-benchmark/toolchain-image:latest';
  const stream = await docker
    .buildImage(contextOf(dirname(path)), {
      t: name,
      dockerfile: basename(path),
      labels: { ...labels },
      // A failed step would else leave its container.
      forcerm: true,
    })
    .catch((error: Error & { json?: { message?: string } }) => {
      throw failed(path, error.json?.message ?? error.message, []);
    });
  const lines: string[] = [];
  let id: string | undefined;
  for await (const line of createInterface({ input: stream as Readable })) {
    const event = JSON.parse(line) as BuildEvent;
    const problem = event.errorDetail?.message ?? event.error;
    // The builder ends its stream well after a failure too.
    if (problem !== undefined) throw failed(path, problem, lines);
    id = event.aux?.ID ?? id;
    const text = event.stream?.trim();
    if (!text) continue;
    lines.push(text);
    events({ kind: 'log', source: 'docker build', line: text });
  }
  if (id === undefined) throw failed(path, 'the builder named no image', lines);
  events({ kind: 'step-done', text: `image of ${path}`, seconds: (Date.now() - start) / 1000 });
  return id;
}

interface BuildEvent {
  readonly stream?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
  readonly aux?: { readonly ID?: string };
}

function failed(path: string, problem: string, lines: readonly string[]): UserError {
  return new UserError(
    `The image of ${path} could not be built: ${problem}\n${lines.slice(-TAIL).join('\n')}`.trimEnd(),
    'Mend the Dockerfile (option toolchain), or build the image yourself and name it: toolchain: { image: … }.',
  );
}
