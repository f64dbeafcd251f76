import { isFailing } from '../../analysis/is-failing';
import type { FailOn } from '../../domain/policy-settings';
import type { ScenarioReport } from '../../report/summarize';

/**
 * Whether a report lets the target succeed: every config was measured, and neither a verdict nor what became of the
 * memory is as bad as `failOn` says of its config.
 */
export function passes(
  { manifest, variants }: Pick<ScenarioReport, 'manifest' | 'variants'>,
  failOn: (variant: string) => FailOn,
): boolean {
  if (manifest.alone) return manifest.state === 'complete';
  const fails = variants.some(({ name, verdict, memory }) => {
    const grew = memory?.level === undefined ? [] : [{ kind: 'regression', level: memory.level } as const];
    return [verdict, ...grew].some((one) => isFailing(one, failOn(name)));
  });
  return manifest.state === 'complete' && !fails;
}
