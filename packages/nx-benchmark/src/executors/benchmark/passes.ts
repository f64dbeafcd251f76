import type { ScenarioReport } from '../../report/summarize';
import type { FailOn } from './options';

/** Whether a report lets the target succeed: every config was measured, and no verdict is as bad as `failOn` says. */
export function passes({ manifest, variants }: ScenarioReport, failOn: FailOn): boolean {
  const failing: readonly unknown[] = {
    regression: ['regression', 'blocking'],
    blocking: ['blocking'],
    never: [],
  }[failOn];
  return manifest.state === 'complete' && !variants.some(({ verdict }) => failing.includes(verdict.level));
}
