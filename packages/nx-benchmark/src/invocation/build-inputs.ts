import type { FileEntry } from '../engine/put-files';
import { readSourceTree } from '../sides/source-tree';
import { fnmatch } from '../suitespec/fnmatch';

/** Files at the root of a Python project that decide how it is built, whatever its suites list. */
const USUAL = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'MANIFEST.in',
  'CMakeLists.txt',
  'Cargo.toml',
  'Cargo.lock',
  '*.lock',
  'requirements*.txt',
];

/**
 * The files of a source tree that can change what is built although no suite names them.
 *
 * @param declared further ones (`buildInputs` in nx.json): patterns of Python's fnmatch, relative to `folder`
 */
export function buildInputs(folder: string, declared: readonly string[]): readonly FileEntry[] {
  return readSourceTree(folder, (paths) =>
    paths.filter(
      (path) =>
        (!path.includes('/') && USUAL.some((pattern) => fnmatch(path, pattern))) ||
        declared.some((pattern) => fnmatch(path, pattern)),
    ),
  );
}
