import type { ScenarioFolder } from '../graph/scenario-folder';
import { type RankedSelection, rankSuites } from '../suitespec/rank-suites';
import { type Match, selectSuites } from '../suitespec/select-suites';
import type { ListedScenario, Reason } from './listed-scenario';
import { suiteOf } from './suite-of';

/**
 * The scenarios that changed files concern, most specific first.
 *
 * @param repositoryFiles all files of the workspace, for the ranking; may be empty
 */
export function selectScenarios(
  scenarios: readonly ScenarioFolder[],
  files: readonly string[],
  repositoryFiles: readonly string[],
): readonly ListedScenario[] {
  const suites = scenarios.map(suiteOf);
  const configs = new Map(suites.map((suite, at) => [suite, configsOf(scenarios[at]!)]));
  const ranked = rankSuites(selectSuites(suites, files), suites, repositoryFiles);
  return ranked.map((selected, at) => listed(selected, at + 1, configs.get(selected.suite)!));
}

/** Every scenario by name, whatever has changed. */
export function allScenarios(scenarios: readonly ScenarioFolder[]): readonly ListedScenario[] {
  const byName = [...scenarios].sort((a, b) => (a.name < b.name ? -1 : 1));
  return byName.map((scenario, at) => ({
    scenario: scenario.name,
    matchedFiles: [],
    cpusPerRun: suiteOf(scenario).cpusPerRun,
    configs: configsOf(scenario),
    why: [],
    rank: at + 1,
    score: 0,
    reason: 'every scenario was asked for, by name',
  }));
}

function listed(
  { suite, matchedFiles, why, score, reason }: RankedSelection,
  rank: number,
  configs: readonly string[],
): ListedScenario {
  const { scenario, cpusPerRun } = suite;
  return { scenario, matchedFiles, cpusPerRun, configs, why: why.map(reasonOf), rank, score, reason };
}

function reasonOf({ file, pattern, origins }: Match): Reason {
  const components = origins.flatMap((origin) => (origin.kind === 'component' ? [origin.component] : []));
  return { file, pattern, components };
}

function configsOf({ variants }: ScenarioFolder): readonly string[] {
  return variants.map(({ name }) => name);
}
