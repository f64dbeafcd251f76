import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/user-error';
import type { FileEntry } from '../engine/put-files';
import { contentKey } from '../sides/content-key';
import { CONSTRAINTS_FILE } from '../sides/install-sides';

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

/**
 * The user's constraints as one file of an install; none where there are no constraints.
 *
 * @throws UserError for a file that cannot be read
 */
export function constraintsFile(paths: readonly string[]): FileEntry[] {
  if (paths.length === 0) return [];
  const contents = paths.map((path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw new UserError(
        `The constraints ${path} cannot be read: ${(error as NodeJS.ErrnoException).code}.`,
        'Correct the option constraints; paths are relative to the workspace.',
        { cause: error },
      );
    }
  });
  return [{ path: CONSTRAINTS_FILE, content: contents.join('\n') }];
}

/**
 * Content key of the files a scenario is made of, `bm` and `base` included; not of its `config.yaml`, whose configs are
 * compared one by one.
 *
 * @param files of `jobFiles`
 */
export function scenarioKey(files: readonly FileEntry[]): string {
  const own = files
    .filter(({ path }) => path.startsWith(`${JOB_FOLDERS.app}/`) && path !== `${JOB_FOLDERS.app}/config.yaml`)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return contentKey(own.flatMap(({ path, content }) => [path, content])).slice(0, 16);
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
