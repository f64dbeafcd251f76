import { posix } from 'node:path';
import type { Variant } from '../domain/scenario';
import type { Suite, SuitePattern } from '../domain/suite';
import { resolvePatterns } from '../suitespec/resolve-patterns';
import type { ResolvedSuites } from '../suitespec/resolve-suites';
import type { SuitespecProblem } from '../suitespec/suitespec-problem';
import { SCENARIO_NAMESPACE } from '../suitespec/suitespec-roots';

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
  /** Why it cannot be measured: its configs, or what its numbers depend on, have a fault. */
  readonly problems: readonly SuitespecProblem[];
}

/** Brings a scenario's folder together with its suite, if it has one; else with the components of every suite. */
export function scenarioFolder(
  root: string,
  variants: readonly Variant[],
  suite: Suite | undefined,
  components: ResolvedSuites['components'],
  problems: readonly SuitespecProblem[],
): ScenarioFolder {
  const name = posix.basename(root);
  const patterns = suite?.patterns ?? patternsOfEverySuite(name, components);
  return { name, root, variants, suite, patterns, problems };
}

function patternsOfEverySuite(
  name: string,
  components: ResolvedSuites['components'],
): readonly SuitePattern[] {
  const common = resolvePatterns(`${SCENARIO_NAMESPACE}::${name}`, [], components);
  return common.kind === 'resolved' ? common.patterns : [];
}
