import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FileEntry } from '../engine/put-files';
import { contentKey } from '../sides/content-key';

/** Folders of a job, relative to the session's work folder. */
export const JOB_FOLDERS = { app: 'app', harness: 'lockstep' } as const;

const HARNESS = resolve(__dirname, '../../harness');
const LEFT_OUT = new Set(['__pycache__', 'node_modules', '.git']);
const INSTALL_FILE = /^(requirements.*\.txt|install\.sh)$/;

/**
 * The files of a job. In `app/`, one over the other: our `bm` (unless the workspace has a whole one), the workspace's
 * `bm` and `base`, and the scenario's own files. In `lockstep/`: the runner and the worker.
 *
 * @param scenarioRoot absolute folder of the scenario; `bm` and `base` are its neighbours
 */
export function jobFiles(scenarioRoot: string): FileEntry[] {
  const suite = dirname(scenarioRoot);
  const ownBm = existsSync(join(suite, 'bm/__init__.py'));
  const layers = [
    ...(ownBm ? [] : [filesOf(join(HARNESS, 'bm'), `${JOB_FOLDERS.app}/bm`)]),
    filesOf(join(suite, 'bm'), `${JOB_FOLDERS.app}/bm`),
    filesOf(join(suite, 'base'), JOB_FOLDERS.app),
    filesOf(scenarioRoot, JOB_FOLDERS.app),
    filesOf(join(HARNESS, 'lockstep'), JOB_FOLDERS.harness),
  ];
  return [...new Map(layers.flat().map((file) => [file.path, file])).values()];
}

/** The files among them that decide what is installed, by their bare names. */
export function installFiles(files: readonly FileEntry[]): FileEntry[] {
  const prefix = `${JOB_FOLDERS.app}/`;
  return files
    .filter(({ path }) => path.startsWith(prefix) && INSTALL_FILE.test(path.slice(prefix.length)))
    .map((file) => ({ ...file, path: file.path.slice(prefix.length) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** Content key of the parts of the harness that decide how things are measured. */
export function harnessKey(): string {
  const files = filesOf(HARNESS, '').filter(({ path }) => !path.startsWith('tests/'));
  return contentKey(files.flatMap(({ path, content }) => [path, content])).slice(0, 16);
}

function filesOf(folder: string, into: string): FileEntry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): FileEntry[] => {
      if (LEFT_OUT.has(entry.name)) return [];
      const [from, path] = [join(folder, entry.name), into === '' ? entry.name : `${into}/${entry.name}`];
      if (entry.isDirectory()) return filesOf(from, path);
      return [{ path, content: readFileSync(from), executable: (statSync(from).mode & 0o111) !== 0 }];
    });
}
