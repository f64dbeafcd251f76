import { posix } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { problemLine, type SuitespecProblem } from '../suitespec/suitespec-problem';
import { historyTarget } from './history-target';
import type { NormalizedOptions } from './plugin-options';
import { readSuite } from './read-suite';
import { analyzingTarget, scenarioProject } from './scenario-project';

/** What a workspace's suitespecs and scenario folders come to. */
export interface InferredProjects {
  /** By root, sorted. */
  readonly projects: Readonly<Record<string, ProjectConfiguration>>;
  /** What is wrong; the projects it does not concern are there all the same. */
  readonly problems: readonly SuitespecProblem[];
}

/**
 * Infers a project for each scenario folder below the root, suite or not, and one for the root itself.
 *
 * @param files every `suitespec.yml`, `scenario.py` and `config.yaml` of the workspace, relative to it, with `/`
 */
export function inferProjects(
  files: readonly string[],
  options: NormalizedOptions,
  workspaceRoot: string,
): InferredProjects {
  const { scenarios, problems, exists } = readSuite(files, options, workspaceRoot);
  if (!exists) return { projects: {}, problems };
  const projects = [
    suiteProject(options, problems),
    ...scenarios.map((scenario) => scenarioProject(scenario, options)),
  ];
  return { projects: Object.fromEntries(projects.map((project) => [project.root, project])), problems };
}

/** The folder of all scenarios: it lists what a change selects, shows a whole run, and tells what is wrong. */
function suiteProject(
  options: NormalizedOptions,
  problems: readonly SuitespecProblem[],
): ProjectConfiguration {
  const name = options.prefix + posix.basename(options.root);
  return {
    name,
    root: options.root,
    projectType: 'library',
    tags: ['benchmarks'],
    metadata: {
      technologies: ['python'],
      description: 'All benchmark scenarios',
      ...(problems.length === 0 ? {} : { problems: problems.map(problemLine) }),
    } as ProjectConfiguration['metadata'] & object,
    targets: {
      [options.analyzeTargetName]: analyzingTarget(options, name),
      [options.historyTargetName]: historyTarget(options, name),
      [options.listTargetName]: listingTarget(options, name),
      [options.pruneTargetName]: pruningTarget(options, name),
    },
  };
}

function listingTarget({ listTargetName }: NormalizedOptions, project: string): TargetConfiguration {
  return {
    executor: 'nx-benchmark:list',
    metadata: {
      technologies: ['python'],
      description: 'Lists the scenarios that a change selects, as JSON',
      help: {
        command: `npx nx run ${project}:${listTargetName} --help`,
        example: { options: { top: 2 } },
      },
    },
  };
}

function pruningTarget({ pruneTargetName }: NormalizedOptions, project: string): TargetConfiguration {
  return {
    executor: 'nx-benchmark:prune',
    metadata: {
      technologies: ['python'],
      description: 'Removes what was built, is kept and is no longer needed',
      help: {
        command: `npx nx run ${project}:${pruneTargetName} --help`,
        example: { options: { dryRun: true } },
      },
    },
  };
}
