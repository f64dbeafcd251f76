import type { CreateNodes, CreateNodesResultArray } from '@nx/devkit';
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
    const source = files.find((file) => file.endsWith('suitespec.yml')) ?? files[0];
    const results: CreateNodesResultArray = source === undefined ? [] : [[source, { projects }]];
    if (problems.length > 0) throw new AggregateCreateNodesError(problems, results);
    return results;
  },
];

/** The name that Nx 21 and 22 look for first. */
export const createNodesV2 = createNodes;
