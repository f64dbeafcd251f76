import type { SourcePosition } from '../domain/suite';

/**
 * Something wrong in a `suitespec.yml` or in a scenario's `config.yaml`. A value, never thrown, so that one bad suite is
 * reported and the others go on.
 */
export interface SuitespecProblem extends SourcePosition {
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
}

/** A problem on one line, as compilers print theirs. */
export function problemLine({ file, line, column, message, hint }: SuitespecProblem): string {
  return `${file}:${line}:${column}: ${message}; ${hint}`;
}
