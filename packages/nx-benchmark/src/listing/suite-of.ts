import type { Suite, SuitePattern } from '../domain/suite';
import type { ScenarioFolder } from '../graph/scenario-folder';
import { SCENARIO_NAMESPACE } from '../suitespec/suitespec-roots';

/**
 * A scenario's suite; for one that no suitespec names, the suite it would have: its own folder and what belongs to
 * every suite.
 */
export function suiteOf({ name, root, suite, patterns }: ScenarioFolder): Suite {
  if (suite !== undefined) return suite;
  const ownFolder: SuitePattern = { text: `${literally(root)}/*`, origins: [{ kind: 'suite' }] };
  return {
    name: `${SCENARIO_NAMESPACE}::${name}`,
    scenario: name,
    patterns: [ownFolder, ...patterns],
    cpusPerRun: 1,
    metadata: {},
    position: { file: `${root}/scenario.py`, line: 1, column: 1 },
  };
}

/** As a pattern that means itself. */
function literally(path: string): string {
  return path.replaceAll(/[*?[]/g, '[$&]');
}
