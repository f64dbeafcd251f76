import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import type { SuitePattern } from '../domain/suite';
import { parseConfig } from '../suitespec/parse-config';
import { parseSuitespec } from '../suitespec/parse-suitespec';
import { resolvePatterns } from '../suitespec/resolve-patterns';
import { type ResolvedSuites, resolveSuites } from '../suitespec/resolve-suites';
import type { SuitespecProblem } from '../suitespec/suitespec-problem';
import { SCENARIO_NAMESPACE } from '../suitespec/suitespec-roots';
import type { NormalizedOptions } from './plugin-options';
import { analyzingTarget, type ScenarioFolder, scenarioProject } from './scenario-project';

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
  const sorted = [...files].sort();
  const read = (file: string) => readFileSync(join(workspaceRoot, file), 'utf8');
  const roots = options.suitespecs.map((folder) => ({
    folder,
    namespace: folder === options.root ? SCENARIO_NAMESPACE : '',
  }));
  const inRoots = sorted.filter((file) => roots.some(({ folder }) => file.startsWith(`${folder}/`)));
  const suitespecs = inRoots.filter((file) => posix.basename(file) === 'suitespec.yml');
  const resolved = resolveSuites(
    suitespecs.map((file) => parseSuitespec(read(file), file)),
    roots,
  );

  const folders = scenarioFolders(sorted, options.root);
  const problems = [...resolved.problems, ...suitesWithoutFolder(resolved, folders, options.root)];
  const scenarios = folders.map((root) => {
    const file = `${root}/config.yaml`;
    const { variants, problems: wrong } = parseConfig(read(file), file);
    problems.push(...wrong);
    return scenarioFolder(root, variants, resolved);
  });
  if (scenarios.length === 0 && suitespecs.every((file) => !file.startsWith(`${options.root}/`))) {
    return { projects: {}, problems };
  }
  const projects = [
    suiteProject(options),
    ...scenarios.map((scenario) => scenarioProject(scenario, options)),
  ];
  return { projects: Object.fromEntries(projects.map((project) => [project.root, project])), problems };
}

function scenarioFolders(files: readonly string[], root: string): string[] {
  const present = new Set(files);
  return files
    .filter((file) => posix.basename(file) === 'scenario.py' && file.startsWith(`${root}/`))
    .map((file) => posix.dirname(file))
    .filter((folder) => present.has(`${folder}/config.yaml`));
}

function scenarioFolder(
  root: string,
  variants: ScenarioFolder['variants'],
  { suites, components }: ResolvedSuites,
): ScenarioFolder {
  const name = posix.basename(root);
  const suite = suites.find(({ scenario }) => scenario === name);
  const common = resolvePatterns(`${SCENARIO_NAMESPACE}::${name}`, [], components);
  const commonPatterns: readonly SuitePattern[] = common.kind === 'resolved' ? common.patterns : [];
  return { name, root, variants, suite, patterns: suite?.patterns ?? commonPatterns };
}

function suitesWithoutFolder(
  { suites }: ResolvedSuites,
  folders: readonly string[],
  root: string,
): SuitespecProblem[] {
  const names = new Set(folders.map((folder) => posix.basename(folder)));
  return suites
    .filter(({ scenario }) => !names.has(scenario))
    .map(({ scenario, position }) => ({
      ...position,
      message: `the suite '${scenario}' has no folder ${root}/${scenario} with scenario.py and config.yaml`,
      hint: 'add the folder, or remove the suite',
    }));
}

/** The folder of all scenarios: it shows a whole run. */
function suiteProject(options: NormalizedOptions): ProjectConfiguration {
  const name = options.prefix + posix.basename(options.root);
  return {
    name,
    root: options.root,
    projectType: 'library',
    tags: ['benchmarks'],
    metadata: { technologies: ['python'], description: 'All benchmark scenarios' },
    targets: { [options.analyzeTargetName]: analyzingTarget(options, name) },
  };
}
