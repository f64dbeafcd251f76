import { memorySize } from '../domain/memory-size';
import type { EventSink } from '../domain/run-event';
import type { Side } from '../domain/side';
import type { RecordedTrace, TraceRecording } from '../domain/trace-recording';
import type { Plan, ProfileRequest } from '../plan/plan';
import { largestBuffer, type ProbedIteration, planRecording, probeIterations } from '../plan/plan-recording';
import { planRound } from '../plan/plan-round';
import { sidesOf } from '../plan/sides-of';
import { artifactNames } from '../results/artifacts';
import type { BroughtRecorder } from '../sides/recorder-layer';
import type { TraceAnswer } from './harness';
import type { MeasuringPlace } from './measure-variants';
import type { TraceTools } from './trace-tools';
import type { VariantProgress } from './variant-progress';

/**
 * Records a variant that was measured: as many iterations of each side, one side after the other. A short recording of
 * both comes before and tells how large they will be.
 *
 * @throws ScenarioFailed where the scenario fails below the recorder
 */
export async function recordVariant(
  plan: Plan,
  profile: ProfileRequest,
  { name, benchmark, slicing }: VariantProgress,
  { harness, cpus }: MeasuringPlace,
  recorder: BroughtRecorder,
  { path, take }: TraceTools,
  events: EventSink,
): Promise<TraceRecording> {
  const { iterationSeconds } = benchmark!;
  const { minDuration, maxBytes } = profile;
  // The CPUs and the hash seed of the first round.
  const round = planRound(plan, name, 0, slicing!, cpus);
  const sides = sidesOf(plan);
  const ask = (side: Side, iterations: number, entries: number) =>
    harness.record({
      variant: name,
      side,
      iterations,
      entries,
      warmup: round.warmup,
      warmupIterations: round.loops,
      cpus: round.cpus,
      hashSeed: round.hashSeed,
      tool: recorder.folder,
      minDuration,
      path,
    });
  const probe = async (few: number): Promise<ProbedIteration> => {
    const answers = await oneByOne(sides, (side) => ask(side, few, largestBuffer(maxBytes)));
    // A buffer that was full tells little of one iteration, unless there was but one.
    if (few > 1 && answers.some(({ overflow }) => overflow)) return probe(1);
    const most = (count: (answer: TraceAnswer) => number) => Math.max(...answers.map(count)) / few;
    return { events: most((answer) => answer.events), bytes: most((answer) => answer.bytes) };
  };
  const probed = await probe(probeIterations(iterationSeconds));
  const { iterations, entries, bytes } = planRecording(iterationSeconds, probed, maxBytes);
  const size = memorySize(Math.max(bytes, 2 ** 20));
  events({ kind: 'step', text: `recording ${plan.scenario}/${name}: about ${size} a side` });
  const recorded = await oneByOne(sides, async (side) => {
    const answer = await ask(side, iterations, entries);
    const file = artifactNames.viztracer(side, name);
    await take(answer.bytes, file);
    return [side, traceOf(answer, file)] as const;
  });
  return { iterations, minDuration, tool: recorder.tool, sides: Object.fromEntries(recorded) };
}

async function oneByOne<In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const done: Out[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

function traceOf({ bytes, events, processes, seconds, overflow }: TraceAnswer, file: string): RecordedTrace {
  return { file, bytes, events, processes, seconds, ...(overflow ? { overflow } : {}) };
}
