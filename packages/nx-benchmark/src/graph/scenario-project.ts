import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import type { ScenarioPolicySettings } from '../domain/policy-settings';
import type { Suite } from '../domain/suite';
import { KEY_VARIABLE } from '../domain/variables';
import { filesetsOf } from '../suitespec/filesets';
import { problemLine } from '../suitespec/suitespec-problem';
import { historyTarget } from './history-target';
import type { NormalizedOptions } from './plugin-options';
import { mergePolicies } from './policy-option';
import type { ScenarioFolder } from './scenario-folder';
import { suiteSettings } from './suite-settings';

/** The Nx project of a scenario, with the targets that measure it, analyse a run of it and follow it over many. */
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
      benchmark: aboutScenario(scenario, configs),
    } as ProjectConfiguration['metadata'] & object,
    targets: {
      [options.targetName]: measuringTarget(name, scenario, configs, options),
      [options.analyzeTargetName]: analyzingTarget(options, name, scenario.name),
      [options.historyTargetName]: historyTarget(options, name, scenario.name),
    },
  };
}

/** What an agent needs to know to choose and to run a scenario: `nx show project span --json`. */
function aboutScenario({ name, suite, patterns }: ScenarioFolder, configs: readonly string[]) {
  const components = new Set<string>();
  for (const origin of patterns.flatMap(({ origins }) => origins)) {
    if (origin.kind === 'component') components.add(origin.component);
  }
  return {
    scenario: name,
    suite: suite?.name ?? null,
    configs,
    cpusPerRun: suite?.cpusPerRun ?? 1,
    components: [...components].sort(),
    ...(suite === undefined ? {} : { suiteMetadata: suite.metadata }),
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
    // The variable holds what no file says: versions, image, machine, harness (invocation/measurement-key.ts).
    inputs: [...inputs(scenario, options), { env: KEY_VARIABLE }],
    // The one path known beforehand; `{options.artifacts}` follows the command line.
    outputs: [`{options.artifacts}/latest/${scenario.name}`],
    options: {
      artifacts: options.artifacts,
      ...options.measuring,
      ...(scenario.suite === undefined ? {} : suiteSettings(scenario.suite)),
      ...policyOption(scenario.suite, options.policy),
      ...(scenario.problems.length === 0 ? {} : { problems: scenario.problems.map(problemLine) }),
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

/** What the suite says of the rule goes before what the workspace says; the command line has options of its own. */
function policyOption(suite: Suite | undefined, workspace: ScenarioPolicySettings): Record<string, unknown> {
  const policy = mergePolicies(workspace, (suite?.metadata.policy ?? {}) as ScenarioPolicySettings);
  return Object.keys(policy).length === 0 ? {} : { policy };
}

function inputs(scenario: ScenarioFolder, { root }: NormalizedOptions): string[] {
  // Nobody knows what it depends on, so every change selects it: it fails with the reason, where silence would pass
  // for "not touched".
  if (scenario.problems.length > 0) return ['{workspaceRoot}/**/*'];
  const filesets = scenario.patterns.flatMap(({ text }) => filesetsOf(text).filesets);
  const harness = [`{workspaceRoot}/${root}/base/**/*`, `{workspaceRoot}/${root}/bm/**/*`];
  return [...new Set(['{projectRoot}/**/*', ...harness, ...filesets])];
}
