import { once } from 'node:events';
import { createReadStream, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { type Pack, pack } from 'tar-stream';

/**
 * A folder as the tar stream that a builder takes, hidden folders and `node_modules` left out. A piece of a file at a
 * time: a context with a compiler in it is larger than what a small machine has of memory.
 */
export function contextOf(folder: string): Readable {
  const [archive, stream] = [pack(), new PassThrough()];
  // Each that fails ends the others, and an error that nobody listens to would end the process.
  const fail = (error: Error) => stream.destroy(error);
  archive.on('error', fail).pipe(stream);
  fill(archive, folder, fail).catch(fail);
  return stream;
}

async function fill(archive: Pack, folder: string, fail: (error: Error) => void): Promise<void> {
  for (const entry of below(folder, '')) {
    const full = join(folder, entry);
    const status = lstatSync(full);
    // One time for all, so that the builder's cache sees contents only.
    const header = { name: entry.replaceAll('\\', '/'), mtime: new Date(0), mode: status.mode & 0o777 };
    if (status.isSymbolicLink()) archive.entry({ ...header, type: 'symlink', linkname: readlinkSync(full) });
    else {
      const sink = archive.entry({ ...header, size: status.size }).on('error', fail);
      for await (const piece of createReadStream(full)) if (!sink.write(piece)) await once(sink, 'drain');
      // Its types want an argument.
      sink.end(undefined);
    }
  }
  archive.finalize();
}

/** Files and links by their paths from `folder`, in the same order each time. */
function* below(folder: string, under: string): Generator<string> {
  for (const name of readdirSync(join(folder, under)).sort()) {
    const [entry, status] = [join(under, name), lstatSync(join(folder, under, name))];
    if (status.isFile() || status.isSymbolicLink()) yield entry;
    else if (status.isDirectory() && !name.startsWith('.') && name !== 'node_modules')
      yield* below(folder, entry);
  }
}
