import { compareInstructions } from '../analysis/compare-instructions';
import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Plan } from '../plan/plan';
import { planCounting } from '../plan/plan-counting';
import { ScenarioFailed } from './harness';
import type { Keep, MeasuringPlace } from './measure-variants';
import { takeTurns } from './take-turns';
import type { VariantProgress } from './variant-progress';

/**
 * Counts the instructions of every variant that lacks them, at each place one at a time: after all rounds, since a
 * count does not care what else runs and a round does. What cannot be counted keeps its verdict on time.
 *
 * @param tool the version of valgrind
 */
export async function countInstructions(
  plan: Plan,
  places: readonly MeasuringPlace[],
  tool: string,
  before: readonly VariantProgress[],
  keep: Keep,
  events: EventSink,
): Promise<void> {
  const variants = new Map(before.map((variant) => [variant.name, variant]));
  const tried = new Set<string>();
  const update = (name: string, change: Partial<VariantProgress>) => {
    variants.set(name, { ...variants.get(name)!, ...change });
    keep([...variants.values()]);
  };
  const count = async (name: string, { harness, cpus }: MeasuringPlace) => {
    const { benchmark, slicing } = variants.get(name)!;
    const { loops, seeds, seconds } = planCounting(benchmark!.iterationSeconds);
    const atOnce = slicing?.method !== 'interleaved';
    const text = `counting the instructions of ${name}`;
    events({ kind: 'step', text: `${text}, about ${Math.ceil(seconds)} s` });
    const answer = await harness.countInstructions(name, cpus, loops, seeds, atOnce);
    const compared = compareInstructions(answer.counts, loops);
    if (compared === undefined) {
      events({ kind: 'note', text: `${name}: its iterations execute too little to be counted` });
    } else update(name, { instructions: { ...compared, tool } });
    events({ kind: 'step-done', text, seconds: answer.seconds });
  };
  await takeTurns(
    plan,
    [...variants.keys()],
    places.length,
    (name) => needsCounting(variants.get(name)!) && !tried.has(name),
    async (name, place) => {
      tried.add(name);
      try {
        await count(name, places[place]!);
      } catch (error) {
        if (!(error instanceof ScenarioFailed)) throw error;
        const { side, reason, output } = error.failure;
        const said = output.trim().split('\n').slice(-5).join('\n  ');
        const text = `${name}: its instructions could not be counted, since the ${side} ${reason} below valgrind\n  ${said}`;
        events({ kind: 'note', text });
      }
    },
  );
}

/** Whether this command is to count a variant: it was measured, and nobody counted it before. */
export function needsCounting({ asked, failure, benchmark, instructions }: VariantProgress): boolean {
  return asked && failure === undefined && benchmark !== undefined && instructions === undefined;
}

/** @throws UserError where there is no valgrind, before anything is measured */
export async function requireValgrind(
  plan: Plan,
  { harness }: Pick<MeasuringPlace, 'harness'>,
): Promise<string> {
  const version = await harness.valgrindVersion();
  if (version !== undefined) return version;
  throw plan.engine === 'docker'
    ? new UserError(
        `--metric=instructions counts with valgrind, which the image ${plan.image} does not have.`,
        `Make an image with it (bash tools/make-base-image --add=valgrind NAME) and set --image=NAME.`,
      )
    : new UserError(
        '--metric=instructions counts with valgrind, which this machine does not have.',
        'Install it: apt-get install valgrind, or what your system calls it.',
      );
}
