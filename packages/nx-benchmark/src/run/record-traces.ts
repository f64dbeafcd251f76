import type { EventSink } from '../domain/run-event';
import type { Plan, ProfileRequest } from '../plan/plan';
import { ScenarioFailed } from './harness';
import type { Keep, MeasuringPlace } from './measure-variants';
import { recordVariant } from './record-variant';
import type { TraceTools } from './trace-tools';
import { type VariantProgress, verdictOf } from './variant-progress';

/**
 * Records the calls of every variant that the plan wants recorded and that has no trace yet: after all else, one side
 * of one variant at a time. A scenario that fails below the recorder keeps its verdict, and the others go on.
 *
 * @throws UserError where nothing can be recorded, or kept
 */
export async function recordTraces(
  plan: Plan,
  profile: ProfileRequest,
  place: MeasuringPlace,
  tools: TraceTools,
  before: readonly VariantProgress[],
  keep: Keep,
  events: EventSink,
): Promise<void> {
  const missing = before.filter((variant) => needsRecording(profile, variant));
  if (missing.length === 0) return;
  const variants = new Map(before.map((variant) => [variant.name, variant]));
  const recorder = await tools.bring();
  for (const variant of missing) {
    const { name } = variant;
    const start = Date.now();
    try {
      const traces = await recordVariant(plan, profile, variant, place, recorder, tools, events);
      variants.set(name, { ...variant, traces });
      keep([...variants.values()]);
      events({ kind: 'step-done', text: `traces of ${name}`, seconds: (Date.now() - start) / 1000 });
    } catch (error) {
      if (!(error instanceof ScenarioFailed)) throw error;
      const { side, reason, output } = error.failure;
      const said = output.trim().split('\n').slice(-5).join('\n  ');
      const text = `${name}: could not be recorded, since the ${side} ${reason} below viztracer\n  ${said}`;
      events({ kind: 'note', text });
    }
  }
}

/** Whether this command is to record a variant: it was measured, is among those wanted, and nobody recorded it before. */
export function needsRecording({ which }: ProfileRequest, variant: VariantProgress): boolean {
  const { asked, failure, benchmark, slicing, traces } = variant;
  const measured = asked && failure === undefined && benchmark !== undefined && slicing !== undefined;
  if (!measured || traces !== undefined) return false;
  return which === 'all' || verdictOf(variant)?.verdict.kind === 'regression';
}
