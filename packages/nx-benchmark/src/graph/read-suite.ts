import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { nearestName } from '../domain/nearest-name';
import type { Suite } from '../domain/suite';
import { parseConfig } from '../suitespec/parse-config';
import { parseSuitespec } from '../suitespec/parse-suitespec';
import { resolveSuites } from '../suitespec/resolve-suites';
import type { SuitespecProblem } from '../suitespec/suitespec-problem';
import { SCENARIO_NAMESPACE } from '../suitespec/suitespec-roots';
import { parseOnce } from './parse-once';
import type { NormalizedOptions } from './plugin-options';
import { type ScenarioFolder, scenarioFolder } from './scenario-folder';
import { settingsProblems } from './suite-settings';

/** The benchmark suite of a workspace, as its suitespecs and scenario folders tell it. */
export interface BenchmarkSuite {
  /** Every scenario folder below the root, suite or not, sorted by its path. */
  readonly scenarios: readonly ScenarioFolder[];
  /** What is wrong; the scenarios it does not concern are there all the same. */
  readonly problems: readonly SuitespecProblem[];
  /** Whether the root holds a suitespec or a scenario at all. */
  readonly exists: boolean;
}

/**
 * Reads the suitespecs and the configs among `files`.
 *
 * @param files at least every `suitespec.yml`, `scenario.py` and `config.yaml`, relative to the workspace, with `/`
 */
export function readSuite(
  files: readonly string[],
  options: Pick<NormalizedOptions, 'root' | 'suitespecs'>,
  workspaceRoot: string,
): BenchmarkSuite {
  const sorted = [...files].sort();
  const read = (file: string) => readFileSync(join(workspaceRoot, file), 'utf8');
  const roots = options.suitespecs.map((folder) => ({
    folder,
    namespace: folder === options.root ? SCENARIO_NAMESPACE : '',
  }));
  const suitespecs = sorted
    .filter((file) => posix.basename(file) === 'suitespec.yml')
    .filter((file) => roots.some(({ folder }) => file.startsWith(`${folder}/`)));
  const resolved = resolveSuites(
    suitespecs.map((file) => suitespecIn(read(file), file)),
    roots,
  );

  const suites = new Map(resolved.suites.map((suite) => [suite.scenario, suite]));
  const folders = scenarioFolders(sorted, options.root);
  const configs = folders.map((root) => {
    const file = `${root}/config.yaml`;
    return configIn(read(file), file);
  });
  return {
    scenarios: folders.map((root, at) => {
      const name = posix.basename(root);
      const { variants, problems } = configs[at]!;
      const suite = suites.get(name);
      const concerning = [
        ...problems,
        ...(resolved.isFaulty(name) ? resolved.problems : []),
        ...(suite === undefined ? [] : settingsProblems(suite)),
        ...policiesWithoutConfig(suite, variants),
      ];
      return scenarioFolder(root, variants, suite, resolved.components, concerning);
    }),
    problems: [
      ...resolved.problems,
      ...resolved.suites.flatMap(settingsProblems),
      ...folders.flatMap((root, at) =>
        policiesWithoutConfig(suites.get(posix.basename(root)), configs[at]!.variants),
      ),
      ...suitesWithoutFolder(resolved.suites, folders, options.root),
      ...incompleteFolders(sorted, options.root),
      ...configs.flatMap(({ problems }) => problems),
    ],
    exists: folders.length > 0 || suitespecs.some((file) => file.startsWith(`${options.root}/`)),
  };
}

const suitespecIn = parseOnce(parseSuitespec);
const configIn = parseOnce(parseConfig);

function scenarioFolders(files: readonly string[], root: string): string[] {
  const present = new Set(files);
  return files
    .filter((file) => posix.basename(file) === 'scenario.py' && file.startsWith(`${root}/`))
    .map((file) => posix.dirname(file))
    .filter((folder) => present.has(`${folder}/config.yaml`));
}

/** Half a scenario is a mistake; deeper down, a `config.yaml` may be anything. */
function incompleteFolders(files: readonly string[], root: string): SuitespecProblem[] {
  const present = new Set(files);
  const halves = [
    ['scenario.py', 'config.yaml'],
    ['config.yaml', 'scenario.py'],
  ] as const;
  return halves.flatMap(([half, other]) =>
    files
      .filter((file) => posix.dirname(posix.dirname(file)) === root && posix.basename(file) === half)
      .filter((file) => !present.has(`${posix.dirname(file)}/${other}`))
      .map((file) => ({
        file,
        line: 1,
        column: 1,
        message: `${posix.dirname(file)} has a ${half} and no ${other}`,
        hint: `a scenario needs both; add ${other}`,
      })),
  );
}

/** A rule for a config that does not exist would leave the one that was meant without it. */
function policiesWithoutConfig(
  suite: Suite | undefined,
  variants: readonly { readonly name: string }[],
): SuitespecProblem[] {
  const names = variants.map(({ name }) => name);
  return (suite?.policyConfigs ?? [])
    .filter(({ name }) => !names.includes(name))
    .map(({ name, position }) => {
      const near = nearestName(name, names);
      return {
        ...position,
        message: `the policy of the suite '${suite?.scenario}' is for a config '${name}', which does not exist`,
        hint: near === null ? `its configs are ${names.join(', ')}` : `did you mean '${near}'?`,
      };
    });
}

function suitesWithoutFolder(
  suites: ReturnType<typeof resolveSuites>['suites'],
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
