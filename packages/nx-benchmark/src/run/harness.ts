import { createInterface } from 'node:readline';
import type { Round } from '../domain/round';
import type { PerSide, Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { Session, SessionProcess } from '../engine/engine';
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
}

interface CalibrationAnswer {
  readonly name: string;
  readonly inner_loops: number;
  readonly wall: number;
  readonly cpu: number;
  readonly involuntary: number;
  readonly voluntary: number;
  readonly setup: number;
}

interface RoundAnswer {
  readonly cpus: readonly number[];
  readonly sides: PerSide<SliceColumns & { readonly process_cpu: number; readonly max_rss: number }>;
  readonly started_at: number;
  readonly seconds: number;
}

/** The runner inside the session: one process, one command at a time. */
export class Harness {
  private readonly answers: AsyncIterator<string>;
  private errors = '';

  private constructor(private readonly runner: SessionProcess) {
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
    const harness = new Harness(await session.spawn([session.python, `${folder}/runner.py`]));
    const answer = await harness.ask<MachineAnswer>({ command: 'start', ...job });
    const machine: Machine = {
      cpuModel: answer.cpu_model,
      cpuCount: answer.cpu_count,
      cpus: answer.cpus,
      system: answer.system,
      architecture: answer.architecture,
      python: answer.python,
      loadAverage: answer.load_average,
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
    };
  }

  private async ask<Answer>(command: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.runner.stdin.write(`${JSON.stringify(command)}\n`);
    const line = await this.answers.next();
    if (line.done === true) {
      const code = await this.runner.exit;
      throw new UserError(
        `The runner beside the measured code ended with exit status ${code}.\n${this.errors.slice(-2000)}`,
        code === 137 ? 'It was killed; perhaps memory ran out.' : undefined,
      );
    }
    const answer = JSON.parse(line.value) as { readonly event: string };
    if (answer.event === 'failure') throw new ScenarioFailed(answer as unknown as VariantFailure);
    return answer as Answer;
  }
}
