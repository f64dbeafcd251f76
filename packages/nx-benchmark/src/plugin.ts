import type { CreateNodes } from '@nx/devkit';
import { inferProjects } from './graph/infer-projects';
import { normalizePluginOptions, type PluginOptions } from './graph/plugin-options';

export type { PluginOptions } from './graph/plugin-options';

const FILES = '**/{suitespec.yml,scenario.py,config.yaml}';

/**
 * Infers the projects and targets of a benchmark suite. What is wrong in one suite is reported to Nx beside the
 * projects of the others.
 */
export const createNodes: CreateNodes<PluginOptions> = [
  FILES,
  async (files, options, context) => {
    const { projects, problems } = inferProjects(
      files,
      normalizePluginOptions(options),
      context.workspaceRoot,
    );
    const source = files.find((file) => file.endsWith('suitespec.yml')) ?? files[0];
    const results = source === undefined ? [] : [[source, { projects }] as const];
    if (problems.length === 0) return results.map(([file, result]) => [file, result]);
    const { AggregateCreateNodesError } = await import('@nx/devkit');
    throw new AggregateCreateNodesError(
      problems.map(({ file, line, column, message, hint }) => [
        file,
        new Error(`${file}:${line}:${column}: ${message}; ${hint}`),
      ]),
      results.map(([file, result]) => [file, result]),
    );
  },
];

/** The name Nx 21 looks for. */
export const createNodesV2 = createNodes;
