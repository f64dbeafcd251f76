import type { NormalizedOptions } from '../graph/plugin-options';
import { readSuite } from '../graph/read-suite';
import type { SuitespecProblem } from '../suitespec/suitespec-problem';
import { changedFiles, type GitRange } from './changed-files';
import { givenFiles } from './given-files';
import { type IgnoredFiles, ignoreFiles } from './ignore-files';
import type { ListedScenario } from './listed-scenario';
import { repositoryFiles } from './repository-files';
import { allScenarios, selectScenarios } from './select-scenarios';
import { suiteFiles } from './suite-files';

/** What to list. */
export interface ListingRequest {
  readonly workspaceRoot: string;
  readonly suite: Pick<NormalizedOptions, 'root' | 'suitespecs'>;
  readonly change: Change;
  /** Patterns of changed files that do not count. */
  readonly ignore: readonly string[];
  /** How many of the selected scenarios to keep; all without it. */
  readonly top?: number | undefined;
}

/** What has changed: the given files, what git says, or all there is. */
export type Change =
  | { readonly kind: 'all' }
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | ({ readonly kind: 'git'; readonly defaultBase: string } & GitRange);

/** What a change selects. */
export interface Listing {
  /** By rank. */
  readonly scenarios: readonly ListedScenario[];
  /** How many there were before the first of them were kept. */
  readonly selected: number;
  /** The changed files that counted; none where every scenario was asked for. */
  readonly files: readonly string[];
  readonly ignored: readonly IgnoredFiles[];
  /** What is wrong with the suite: the listing may lack what it concerns. */
  readonly problems: readonly SuitespecProblem[];
}

/**
 * Lists the scenarios of a workspace that a change selects.
 *
 * @throws UserError where the change cannot be told
 */
export function listScenarios({ workspaceRoot, suite, change, ignore, top }: ListingRequest): Listing {
  const { files, ignored } = ignoreFiles(filesOf(change, workspaceRoot), ignore);
  const { scenarios, problems } = readSuite(
    suiteFiles(workspaceRoot, [suite.root, ...suite.suitespecs]),
    suite,
    workspaceRoot,
  );
  const selected =
    change.kind === 'all'
      ? allScenarios(scenarios)
      : selectScenarios(scenarios, files, repositoryFiles(workspaceRoot));
  return { scenarios: selected.slice(0, top), selected: selected.length, files, ignored, problems };
}

function filesOf(change: Change, workspaceRoot: string): readonly string[] {
  switch (change.kind) {
    case 'all':
      return [];
    case 'files':
      return givenFiles(change.files, workspaceRoot);
    case 'git':
      return changedFiles(workspaceRoot, change, change.defaultBase);
  }
}
