import { describe, expect, it } from '@jest/globals';
import { type ScenarioFolder, scenarioFolder } from '../graph/scenario-folder';
import { parseSuitespec } from '../suitespec/parse-suitespec';
import { resolveSuites } from '../suitespec/resolve-suites';
import { allScenarios, selectScenarios } from './select-scenarios';

const { suites, components } = resolveSuites([
  parseSuitespec(
    `
components:
  $setup: [setup.py]
  core: [core/*]
  web: [web/*]
suites:
  span: {paths: ['@core', benchmarks/span/*], cpus_per_run: 2}
  tracer: {paths: ['@core', core/tracer.py]}
  flask: {paths: ['@core', '@web']}
`,
    'benchmarks/suitespec.yml',
  ),
]);

const scenarios = ['flask', 'odd[1]', 'span', 'threading', 'tracer'].map((name) =>
  scenarioFolder(
    `benchmarks/${name}`,
    [
      { name: 'small', variables: {} },
      { name: 'large', variables: {} },
    ],
    suites.find(({ scenario }) => scenario === name),
    components,
    [],
  ),
);

const select = (files: readonly string[], of: readonly ScenarioFolder[] = scenarios) =>
  selectScenarios(of, files, []);

const names = (files: readonly string[]) => select(files).map(({ scenario }) => scenario);

describe('selectScenarios', () => {
  it('says of each scenario which files matched and why, the most specific first', () => {
    expect(select(['core/tracer.py', 'docs/index.md'])).toEqual([
      {
        scenario: 'tracer',
        matchedFiles: ['core/tracer.py'],
        cpusPerRun: 1,
        configs: ['small', 'large'],
        why: [
          { file: 'core/tracer.py', pattern: 'core/*', components: ['core'] },
          { file: 'core/tracer.py', pattern: 'core/tracer.py', components: [] },
        ],
        rank: 1,
        score: 2.322,
        reason: 'core/tracer.py is in 1 of 5 suites',
      },
      expect.objectContaining({ scenario: 'flask', rank: 2 }),
      expect.objectContaining({ scenario: 'span', rank: 3, cpusPerRun: 2 }),
    ]);
  });

  it('selects a scenario without a suite by its own folder and by what belongs to every suite', () => {
    expect(names(['benchmarks/threading/deep/helper.py'])).toEqual(['threading']);
    expect(names(['core/a.py'])).not.toContain('threading');
    expect([...names(['setup.py'])].sort()).toEqual(['flask', 'odd[1]', 'span', 'threading', 'tracer']);
    expect(select(['benchmarks/threading/scenario.py'])).toMatchObject([
      { cpusPerRun: 1, why: [{ pattern: 'benchmarks/threading/*', components: [] }] },
    ]);
  });

  it('takes the name of such a folder literally', () => {
    expect(names(['benchmarks/odd[1]/scenario.py'])).toEqual(['odd[1]']);
    expect(names(['benchmarks/odd1/scenario.py'])).toEqual([]);
  });

  it('takes a folder for everything below it', () => {
    expect(select(['web/'])).toMatchObject([{ scenario: 'flask', matchedFiles: ['web/'] }]);
  });

  it('ranks by the files of the repository where they are known', () => {
    const ranked = selectScenarios(scenarios, ['web/a'], ['web/a', 'web/b', 'c', 'd']);
    expect(ranked).toMatchObject([{ reason: 'web/* is in 1 of 5 suites and matches 2 of 4 files' }]);
  });
});

describe('allScenarios', () => {
  it('is every scenario by name, with nothing that matched', () => {
    const all = allScenarios([...scenarios].reverse());
    expect(all.map(({ rank, scenario }) => `${rank} ${scenario}`)).toEqual([
      '1 flask',
      '2 odd[1]',
      '3 span',
      '4 threading',
      '5 tracer',
    ]);
    expect(all[2]).toMatchObject({ matchedFiles: [], why: [], cpusPerRun: 2, configs: ['small', 'large'] });
  });
});
