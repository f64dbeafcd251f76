import type { Round } from '../domain/round';
import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Plan } from '../plan/plan';
import type { Machine, Manifest } from '../results/manifest';
import type { PyperfMetadata } from '../results/pyperf-results';
import type { EarlierRun, RunStore } from '../results/run-store';
import { checkMachine, MachineUnusable } from './check-machine';
import { countInstructions } from './count-instructions';
import { type Keep, type MeasuringPlace, measureVariants } from './measure-variants';
import { recordTraces } from './record-traces';
import type { runRecorder } from './run-recorder';
import type { TraceTools } from './trace-tools';
import { type BenchmarkFacts, openPart, type VariantProgress } from './variant-progress';

/** A run that can begin, or go on. */
export interface ReadyRun {
  readonly plan: Plan;
  readonly places: readonly MeasuringPlace[];
  readonly machine: Machine;
  /** Its version, where instructions are to be counted. */
  readonly valgrind?: string | undefined;
  /** Where traces are to be recorded, and can be. */
  readonly traceTools?: TraceTools | undefined;
  /** Every config of the run, with what is known of it. */
  readonly progress: readonly VariantProgress[];
  readonly earlier: EarlierRun | undefined;
  readonly record: ReturnType<typeof runRecorder>;
  readonly store: RunStore;
}

/**
 * Measures what is open and saves after every round.
 *
 * @param alone wraps the measuring: it waits until nothing else measures on the same CPUs
 * @returns the final manifest; of a run that was aborted after its first round, too, since its finished rounds stand
 */
export async function measureAndSave(
  { plan, places, machine, valgrind, traceTools, progress: before, earlier, record, store }: ReadyRun,
  alone: (measure: () => Promise<void>) => Promise<void>,
  events: EventSink,
  signal: AbortSignal,
): Promise<Manifest> {
  const rounds: Round[] = [];
  let [progress, begun] = [before, false];
  const metadata = (variant: string) =>
    pyperfMetadata(progress.find(({ name }) => name === variant)!.benchmark!, machine);
  let selfCheck = earlier?.manifest.selfCheck;
  const save = (state: Manifest['state']): Manifest => {
    begun = true;
    const manifest = record(state, progress, rounds, selfCheck);
    store.writeManifest(manifest);
    return manifest;
  };
  const keep: Keep = (variants, round) => {
    progress = variants;
    if (round !== undefined) {
      rounds.push(round);
      store.addRound(round, metadata(round.variant));
    }
    save('running');
  };
  const check = async (variant: VariantProgress, place: MeasuringPlace) => {
    if (!plan.selfCheck || selfCheck?.passed) return;
    selfCheck = await checkMachine(plan, variant, place, events);
    save('running');
    if (!selfCheck.passed) throw new MachineUnusable(selfCheck);
  };
  const orNote = (error: unknown) => {
    // The verdicts are there, whatever becomes of the traces.
    if (signal.aborted || !(error instanceof UserError)) throw error;
    events({ kind: 'note', text: `no more traces: ${error.message}` });
  };
  if (earlier !== undefined) {
    store.takeOver(earlier, metadata);
    rounds.push(...[...earlier.rounds.values()].flat());
  }
  try {
    await alone(async () => {
      await measureVariants(plan, places, before, keep, events, check);
      if (valgrind !== undefined) {
        await countInstructions(plan, places, valgrind, progress, keep, events);
      }
      if (plan.profile !== undefined && traceTools !== undefined) {
        await recordTraces(plan, plan.profile, places[0]!, traceTools, progress, keep, events).catch(orNote);
      }
    });
  } catch (error) {
    if (error instanceof MachineUnusable) return save('unusable');
    // Stopped while it waited: what is on disk is as it was.
    if (!begun) throw error;
    const manifest = save(signal.aborted ? 'interrupted' : 'failed');
    if (signal.aborted && rounds.length > 0) return manifest;
    throw error;
  }
  const state = endState(progress);
  const manifest = save(state);
  if (state === 'complete') store.publishLatest(plan.cachedOutputs);
  return manifest;
}

function endState(progress: readonly VariantProgress[]): 'failed' | 'interrupted' | 'complete' {
  if (progress.some(({ failure }) => failure !== undefined)) return 'failed';
  // A config that was interrupted and that nobody asked for this time.
  return progress.some((variant) => openPart(variant) !== undefined) ? 'interrupted' : 'complete';
}

function pyperfMetadata(benchmark: BenchmarkFacts, machine: Machine): PyperfMetadata {
  return {
    name: benchmark.name,
    innerLoops: benchmark.innerLoops,
    pythonVersion: `${machine.python}`,
    cpuModel: machine.cpuModel,
    platform: `${machine.system} ${machine.architecture}`,
  };
}
