import { resolve } from 'node:path';
import type { CreateNodes, NxPluginV2 } from '@nx/devkit';
import { inferProjects } from './graph/infer-projects';
import { normalizePluginOptions, type PluginOptions } from './graph/plugin-options';
import { problemLine } from './suitespec/suitespec-problem';

export type { PluginOptions } from './graph/plugin-options';

const FILES = '**/{suitespec.yml,scenario.py,config.yaml}';

/**
 * Infers the projects and targets of a benchmark suite. A mistake in it stops only the scenarios that it concerns: their
 * targets fail with the reason. Were it thrown (Nx has an error with partial results for that), nearly every command of
 * the workspace would stop, also those that have nothing to do with benchmarks.
 */
export const createNodes: CreateNodes<PluginOptions> = [
  FILES,
  (files, options, context) => {
    const { projects, problems } = inferProjects(
      files,
      normalizePluginOptions(options),
      context.workspaceRoot,
    );
    const sorted = [...files].sort();
    const source = sorted.find((file) => file.endsWith('suitespec.yml')) ?? sorted[0];
    for (const problem of problems) say(problemLine(problem));
    return source === undefined ? [] : [[source, { projects }]];
  },
];

type Hooks = NxPluginV2<PluginOptions>;

/** The name that Nx 21 and 22 look for first. */
export const createNodesV2 = createNodes;

/** Gives the tasks of an invocation that measures one run, and the rest of their cache key. */
export const preTasksExecution: Hooks['preTasksExecution'] = async (options, context) => {
  const { beforeTasks } = await import('./invocation/before-tasks.js');
  await beforeTasks(normalizePluginOptions(options), context, say);
};

/** Ends an invocation that measured with one table over all its scenarios. */
export const postTasksExecution: Hooks['postTasksExecution'] = async (options, context) => {
  const { afterTasks } = await import('./invocation/after-tasks.js');
  const { workspaceRoot, taskResults, nxJsonConfiguration, argv } = context;
  const cache = process.env.NX_CACHE_DIRECTORY ?? nxJsonConfiguration.cacheDirectory ?? '.nx/cache';
  const summary = afterTasks(
    normalizePluginOptions(options),
    workspaceRoot,
    Object.values(taskResults),
    argv,
    resolve(workspaceRoot, cache),
  );
  if (summary === undefined) return;
  say(`\n${summary.table}\n\nthe same in ${summary.file}`);
  if (summary.undecided.length > 0) {
    say(
      `${summary.undecided.join(', ')}: inconclusive, restored from a cache; --skip-nx-cache measures again`,
    );
  }
  say(`\n${summary.next}`);
};

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
