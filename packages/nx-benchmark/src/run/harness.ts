import { createInterface } from 'node:readline';
import type { CountPair } from '../analysis/compare-instructions';
import type { FindingFacts } from '../domain/finding';
import type { MachineState, Round } from '../domain/round';
import type { PerSide, Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { Session, SessionProcess } from '../engine/engine';
import { killedWords } from '../engine/killed-words';
import type { PlannedRound } from '../plan/plan';
import type { IterationTimes } from '../plan/plan-slices';
import type { Machine, VariantFailure } from '../results/manifest';
import { type SliceColumns, toSlices } from '../results/round-columns';

/** What the runner needs to know once. */
export interface HarnessJob {
  /** Absolute path of `scenario.py` in the session. */
  readonly scenario: string;
  readonly pythons: PerSide<string>;
  /** Command line of each variant. */
  readonly variants: Readonly<Record<string, readonly string[]>>;
  /** Seconds of silence after which a process counts as hung. */
  readonly timeout: number;
}

/** What calibration found out about one variant, on the baseline. Seconds. */
export interface Calibration {
  /** Benchmark name the scenario gave. */
  readonly name: string;
  readonly innerLoops: number;
  readonly iteration: IterationTimes;
  /** From the start of a process to its first slice. */
  readonly setup: number;
  /** Why no second process of the scenario can run beside the first, if so. */
  readonly exclusive?: string;
}

/** Thrown when a scenario's own process fails; other variants can still be measured. */
export class ScenarioFailed extends Error {
  constructor(readonly failure: VariantFailure) {
    super(failure.reason);
  }
}

/** Answers of runner.py, as it spells them. */
interface MachineAnswer {
  readonly cpu_model: string;
  readonly cpu_count: number;
  readonly cpus: readonly number[];
  readonly system: string;
  readonly architecture: string;
  readonly python: string;
  readonly load_average: readonly number[];
  readonly frequency: { readonly governor: string | null; readonly turbo: boolean | null };
}

interface CalibrationAnswer {
  readonly name: string;
  readonly inner_loops: number;
  readonly wall: number;
  readonly cpu: number;
  readonly involuntary: number;
  readonly voluntary: number;
  readonly setup: number;
  readonly exclusive: string | null;
}

interface RoundAnswer {
  readonly cpus: readonly number[];
  readonly sides: PerSide<SliceColumns & { readonly process_cpu: number; readonly max_rss: number }>;
  readonly started_at: number;
  readonly seconds: number;
  readonly machine: MachineState;
}

interface InstructionsAnswer {
  readonly sides: PerSide<readonly CountPair[]>;
  readonly seconds: number;
}

/** One side of a config to check. */
export interface CheckRequest {
  readonly variant: string;
  readonly side: Side;
  readonly cpus: readonly number[];
  /** Of the first of the processes. */
  readonly hashSeed: number;
  /** Least seconds of a call. */
  readonly sliceSeconds: number;
}

/** One side of a config to record. */
export interface TraceRequest {
  readonly variant: string;
  readonly side: Side;
  readonly iterations: number;
  /** Events that the recorder's buffer holds. */
  readonly entries: number;
  /** Slices that come before, and the iterations of each. */
  readonly warmup: number;
  readonly warmupIterations: number;
  readonly cpus: readonly number[];
  readonly hashSeed: number;
  /** Folder of viztracer in the session. */
  readonly tool: string;
  /** Microseconds. */
  readonly minDuration: number;
  /** File to write, in the session. */
  readonly path: string;
}

/** What was recorded. */
export interface TraceAnswer {
  readonly bytes: number;
  /** Complete calls. */
  readonly events: number;
  /** Whether a buffer was full and lost the oldest. */
  readonly overflow: boolean;
  readonly processes: number;
  /** Wall seconds of the iterations. */
  readonly seconds: number;
}

/** The runner inside the session: one process, one command at a time. */
export class Harness {
  private readonly answers: AsyncIterator<string>;
  private errors = '';

  private constructor(
    private readonly runner: SessionProcess,
    private readonly session: Session,
  ) {
    this.answers = createInterface({ input: runner.stdout })[Symbol.asyncIterator]();
    runner.stderr.on('data', (chunk) => {
      this.errors += chunk;
    });
    runner.stdin.on('error', () => undefined);
  }

  /** Starts the runner and returns it with what it says of the machine. */
  static async start(
    session: Session,
    folder: string,
    job: HarnessJob,
  ): Promise<{ harness: Harness; machine: Machine }> {
    const harness = new Harness(await session.spawn([session.python, `${folder}/runner.py`]), session);
    const answer = await harness.ask<MachineAnswer>({ command: 'start', ...job });
    const machine: Machine = {
      cpuModel: answer.cpu_model,
      cpuCount: answer.cpu_count,
      cpus: answer.cpus,
      system: answer.system,
      architecture: answer.architecture,
      python: answer.python,
      loadAverage: answer.load_average,
      frequency: answer.frequency,
    };
    return { harness, machine };
  }

  /** @throws ScenarioFailed */
  async calibrate(
    variant: string,
    cpus: readonly number[],
    hashSeed: number,
    sliceSeconds: number,
  ): Promise<Calibration> {
    const command = { command: 'calibrate', variant, cpus, seed: hashSeed, slice_seconds: sliceSeconds };
    const answer = await this.ask<CalibrationAnswer>(command);
    return {
      name: answer.name,
      innerLoops: answer.inner_loops,
      iteration: {
        wall: answer.wall,
        cpu: answer.cpu,
        voluntarySwitches: answer.voluntary,
        involuntarySwitches: answer.involuntary,
      },
      setup: answer.setup,
      ...(answer.exclusive === null ? {} : { exclusive: answer.exclusive }),
    };
  }

  /** @throws ScenarioFailed */
  async measure(planned: PlannedRound): Promise<Round> {
    const letter = (side: Side) => side[0]!;
    const answer = await this.ask<RoundAnswer>({
      command: 'round',
      variant: planned.variant,
      index: planned.index,
      method: planned.method,
      order: planned.order.map(letter).join(''),
      first: letter(planned.first),
      loops: planned.loops,
      warmup: planned.warmup,
      cpus: planned.cpus,
      seed: planned.hashSeed,
      ...(planned.self ? { against_itself: true } : {}),
    });
    const { sides } = answer;
    const perSide = <T>(get: (side: typeof sides.baseline) => T): PerSide<T> => ({
      baseline: get(sides.baseline),
      candidate: get(sides.candidate),
    });
    return {
      index: planned.index,
      variant: planned.variant,
      method: planned.method,
      cpus: answer.cpus,
      order: planned.order,
      loops: planned.loops,
      slices: perSide(toSlices),
      processCpu: perSide((side) => side.process_cpu),
      maxRss: perSide((side) => side.max_rss),
      seconds: answer.seconds,
      startedAt: new Date(answer.started_at * 1000).toISOString(),
      machine: answer.machine,
    };
  }

  /**
   * What is wrong with a side's processes, one at a time, from their start to their end.
   *
   * @throws ScenarioFailed
   */
  async check(asked: CheckRequest): Promise<readonly FindingFacts[]> {
    const { findings } = await this.ask<{ readonly findings: readonly FindingFacts[] }>({
      command: 'check',
      variant: asked.variant,
      side: asked.side,
      cpus: asked.cpus,
      seed: asked.hashSeed,
      slice_seconds: asked.sliceSeconds,
    });
    return findings;
  }

  /** Of the session, if it has one. */
  async valgrindVersion(): Promise<string | undefined> {
    const answer = await this.ask<{ readonly version: string | null }>({ command: 'valgrind' });
    return answer.version ?? undefined;
  }

  /**
   * Instructions of whole processes: for each side and seed, one with few iterations and one with many.
   *
   * @param atOnce both sides may run at the same time
   * @throws ScenarioFailed
   */
  async countInstructions(
    variant: string,
    cpus: readonly number[],
    loops: CountPair,
    seeds: readonly number[],
    atOnce: boolean,
  ): Promise<{ readonly counts: PerSide<readonly CountPair[]>; readonly seconds: number }> {
    const command = { command: 'instructions', variant, cpus, loops, seeds, at_once: atOnce };
    const { sides, seconds } = await this.ask<InstructionsAnswer>(command);
    return { counts: sides, seconds };
  }

  /**
   * Records what the iterations of one side call, in a process of its own.
   *
   * @throws ScenarioFailed
   */
  async record(asked: TraceRequest): Promise<TraceAnswer> {
    return this.ask<TraceAnswer>({
      command: 'record',
      variant: asked.variant,
      side: asked.side,
      loops: asked.iterations,
      entries: asked.entries,
      warmup: asked.warmup,
      warmup_loops: asked.warmupIterations,
      cpus: asked.cpus,
      seed: asked.hashSeed,
      tool: asked.tool,
      min_duration: asked.minDuration,
      path: asked.path,
    });
  }

  private async ask<Answer>(command: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.runner.stdin.write(`${JSON.stringify(command)}\n`);
    const line = await this.answers.next();
    if (line.done === true) {
      const code = await this.runner.exit;
      throw new UserError(
        `The runner beside the measured code ${code === 137 ? `was ${killedWords(this.session)}` : `ended with exit status ${code}`}.\n${this.errors.slice(-2000)}`,
      );
    }
    const answer = JSON.parse(line.value) as { readonly event: string };
    if (answer.event === 'failure') throw this.failed(answer as unknown as VariantFailure);
    return answer as Answer;
  }

  /** The runner knows that a process was killed, not what it was limited to. */
  private failed(failure: VariantFailure): ScenarioFailed {
    const killed = failure.reason.startsWith('was ended by signal SIGKILL');
    return new ScenarioFailed(killed ? { ...failure, reason: `was ${killedWords(this.session)}` } : failure);
  }
}
