import { resolve } from 'node:path';
import type { CreateNodes, CreateNodesResultArray, NxPluginV2 } from '@nx/devkit';
import { inferProjects } from './graph/infer-projects';
import { AggregateCreateNodesError } from './graph/partial-results-error';
import { normalizePluginOptions, type PluginOptions } from './graph/plugin-options';

export type { PluginOptions } from './graph/plugin-options';

const FILES = '**/{suitespec.yml,scenario.py,config.yaml}';

/**
 * Infers the projects and targets of a benchmark suite. What is wrong in one suite is reported to Nx beside the
 * projects of the others.
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
    const results: CreateNodesResultArray = source === undefined ? [] : [[source, { projects }]];
    if (problems.length > 0) throw new AggregateCreateNodesError(problems, results);
    return results;
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
  const { workspaceRoot, taskResults, nxJsonConfiguration } = context;
  const cache = process.env.NX_CACHE_DIRECTORY ?? nxJsonConfiguration.cacheDirectory ?? '.nx/cache';
  const summary = afterTasks(
    normalizePluginOptions(options),
    workspaceRoot,
    Object.values(taskResults),
    resolve(workspaceRoot, cache),
  );
  if (summary !== undefined) say(`\n${summary.table}\n\nthe same in ${summary.file}`);
};

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
