import { posix } from 'node:path';

/**
 * Leaves out of a source what measures it and is no part of what is built: the scenarios of a benchmark suite, and what lies
 * beside them (`bm`, `base`, suitespec). A changed scenario is no reason to build a library again.
 *
 * A suite is a folder of scenarios with a `suitespec.yml` or the name `benchmarks`: the names of a scenario's files alone might
 * be anybody's.
 *
 * @param files all files of the source
 * @param pathOf relative path of one, with `/`
 */
export function builtOnes<T>(files: readonly T[], pathOf: (file: T) => string): readonly T[] {
  const measures = onlyMeasures(files.map(pathOf));
  return files.filter((file) => !measures(pathOf(file)));
}

function onlyMeasures(paths: readonly string[]): (path: string) => boolean {
  const all = new Set(paths);
  const scenarios = paths
    .filter((path) => posix.basename(path) === 'scenario.py')
    .map((path) => posix.dirname(path))
    .filter((folder) => folder !== '.' && all.has(`${folder}/config.yaml`))
    .filter((folder) => isSuite(posix.dirname(folder), all));
  const suites = [...new Set(scenarios.map((folder) => posix.dirname(folder)))];
  const beside = suites.flatMap((suite) => [posix.join(suite, 'bm'), posix.join(suite, 'base')]);
  const left = [...scenarios, ...beside].map((folder) => `${folder}/`);
  const suitespecs = new Set(suites.map((suite) => posix.join(suite, SUITESPEC)));
  return (path) => suitespecs.has(path) || left.some((folder) => path.startsWith(folder));
}

function isSuite(folder: string, all: ReadonlySet<string>): boolean {
  return posix.basename(folder) === 'benchmarks' || all.has(posix.join(folder, SUITESPEC));
}

const SUITESPEC = 'suitespec.yml';
