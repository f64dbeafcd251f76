import { createRequire } from 'node:module';
import { HashPlanInspector, HashPlanner, testOnlyTransferFileMap, transferProjectGraph } from 'nx/src/native';

/** The files among `files` that Nx selects for the filesets of a target. */
export type NxMatcher = (filesets: readonly string[], files: readonly string[]) => ReadonlySet<string>;

/** As `nx affected` does up to Nx 22: minimatch, of the version that Nx brings, with the options that Nx gives it. */
export const minimatchMatcher: NxMatcher = (filesets, files) => {
  const globs = filesets.map((fileset) => fileset.replace(/^\{workspaceRoot\}\//, ''));
  return new Set(files.filter((file) => globs.some((glob) => minimatch(file, glob, { dot: true }))));
};

const { minimatch } = createRequire(require.resolve('nx/package.json'))('minimatch') as {
  readonly minimatch: (path: string, glob: string, options: { readonly dot: boolean }) => boolean;
};

/** As Nx hashes a task, and since Nx 23 selects it: planned and read by its own code, over files that need not exist. */
export const nativeMatcher: NxMatcher = (filesets, files) => {
  const target = { inputs: [...filesets], outputs: [] };
  const graph = transferProjectGraph({
    nodes: { p: { root: 'p', targets: { t: target } } },
    dependencies: { p: [] },
    externalNodes: {},
  });
  const task = { id: 'p:t', target: { project: 'p', target: 't' }, overrides: {}, outputs: [], cache: true };
  const tasks = {
    roots: [task.id],
    tasks: { [task.id]: task },
    dependencies: {},
    continuousDependencies: {},
  };
  const plans = new HashPlanner({}, graph).getPlansReference([task.id], tasks);
  const known = testOnlyTransferFileMap(
    {},
    files.map((file) => ({ file, hash: '' })),
  );
  const inspector = new HashPlanInspector(known.allWorkspaceFiles, known.projectFiles, '/');
  const inputs = inspector.inspect(plans)[task.id] ?? [];
  return new Set(
    inputs.filter((input) => input.startsWith('file:')).map((input) => input.slice('file:'.length)),
  );
};
