import type { CreateNodesResultArray } from '@nx/devkit';
import type { SuitespecProblem } from '../suitespec/suitespec-problem';

/**
 * What is wrong in some suites, beside the projects of the others. Nx knows such an error by its name, so that graph
 * code need not load `@nx/devkit`, whose version has to match the workspace's Nx.
 */
export class AggregateCreateNodesError extends Error {
  readonly errors: readonly (readonly [file: string | null, error: Error])[];

  constructor(
    problems: readonly SuitespecProblem[],
    /** Kept by Nx. */
    readonly partialResults: CreateNodesResultArray,
  ) {
    super('Some benchmark suites are wrong.');
    this.name = 'AggregateCreateNodesError';
    this.errors = problems.map(({ file, line, column, message, hint }) => [
      file,
      new Error(`${file}:${line}:${column}: ${message}; ${hint}`),
    ]);
  }
}
