import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import type { Variant } from '../domain/scenario';
import type { Suite, SuitePattern } from '../domain/suite';
import { filesetsOf } from '../suitespec/filesets';
import type { NormalizedOptions } from './plugin-options';

/** A scenario's folder with what is known of it. */
export interface ScenarioFolder {
  readonly name: string;
  /** Relative to the workspace, with `/`. */
  readonly root: string;
  readonly variants: readonly Variant[];
  /** Absent for a folder that no suitespec names. */
  readonly suite: Suite | undefined;
  /** What its numbers depend on: its suite's patterns, or without one those that belong to every suite. */
  readonly patterns: readonly SuitePattern[];
}

/** The Nx project of a scenario, with its measuring and its analysing target. */
export function scenarioProject(scenario: ScenarioFolder, options: NormalizedOptions): ProjectConfiguration {
  const name = options.prefix + scenario.name;
  const configs = scenario.variants.map((variant) => variant.name);
  return {
    name,
    root: scenario.root,
    projectType: 'application',
    tags: ['benchmark'],
    metadata: {
      technologies: ['python'],
      description: `Benchmark scenario ${scenario.name}: ${configs.join(', ')}`,
    },
    targets: {
      [options.targetName]: measuringTarget(name, scenario, configs, options),
      [options.analyzeTargetName]: analyzingTarget(options, name, scenario.name),
    },
  };
}

/** The analysing target of one scenario, or of all. */
export function analyzingTarget(
  options: NormalizedOptions,
  project: string,
  scenario?: string,
): TargetConfiguration {
  return {
    executor: 'nx-benchmark:analyze',
    options: { artifacts: options.artifacts, ...(scenario === undefined ? {} : { scenario }) },
    metadata: {
      technologies: ['python'],
      description: scenario === undefined ? 'Shows the newest run' : `Shows the newest run of ${scenario}`,
      help: {
        command: `npx nx run ${project}:${options.analyzeTargetName} --help`,
        example: { options: { json: true } },
      },
    },
  };
}

function measuringTarget(
  name: string,
  scenario: ScenarioFolder,
  configs: readonly string[],
  options: NormalizedOptions,
): TargetConfiguration {
  return {
    executor: 'nx-benchmark:benchmark',
    cache: true,
    // Two measurements at once would measure each other.
    parallelism: false,
    inputs: inputs(scenario, options),
    // The one path known beforehand; `{options.artifacts}` follows the command line.
    outputs: [`{options.artifacts}/latest/${scenario.name}`],
    options: {
      artifacts: options.artifacts,
      ...options.measuring,
      ...(scenario.suite === undefined ? {} : { cpusPerRun: scenario.suite.cpusPerRun }),
    },
    configurations: { local: { engine: 'local' } },
    metadata: {
      technologies: ['python'],
      description: `Measures ${scenario.name} with the baseline and the candidate in lock-step`,
      help: {
        command: `npx nx run ${name}:${options.targetName} --help`,
        example: { options: { configs: configs[0] ?? '' } },
      },
    },
  };
}

function inputs(scenario: ScenarioFolder, { root }: NormalizedOptions): string[] {
  const filesets = scenario.patterns.flatMap(({ text }) => filesetsOf(text).filesets);
  const harness = [`{workspaceRoot}/${root}/base/**/*`, `{workspaceRoot}/${root}/bm/**/*`];
  return [...new Set(['{projectRoot}/**/*', ...harness, ...filesets])];
}
