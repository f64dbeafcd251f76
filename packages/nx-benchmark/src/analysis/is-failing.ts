import type { FailOn } from '../domain/policy-settings';
import type { Verdict } from '../domain/verdict';

/** Whether a verdict fails the target: it is as bad as `failOn` says, or worse. */
export function isFailing({ kind, level }: Pick<Verdict, 'kind' | 'level'>, failOn: FailOn): boolean {
  const failing: readonly unknown[] = {
    inconclusive: ['inconclusive', 'regression', 'blocking'],
    regression: ['regression', 'blocking'],
    blocking: ['blocking'],
    never: [],
  }[failOn];
  return failing.includes(level ?? kind);
}
