import { defaultPolicy } from '../../analysis/policy';
import type { FindingFacts } from '../../domain/finding';
import type { Round, Slice } from '../../domain/round';
import type { PerSide, Side } from '../../domain/side';
import type { Plan, PlannedRound } from '../../plan/plan';
import { seededRandom } from '../../plan/random';
import { ScenarioFailed, type TraceRequest } from '../harness';
import type { MeasuringPlace } from '../measure-variants';

/** How much slower the candidate is in each config (and in `start/confirmation`); one without a number fails. */
export type Slowdowns = Readonly<Record<string, number | undefined>>;

/** A plan of configs without variables, one CPU a round. */
export function madePlan(...names: string[]): Plan {
  return {
    runId: 'one',
    scenario: 'span',
    seed: 'seed',
    cpusPerRun: 1,
    sliceSeconds: 0.002,
    policy: defaultPolicy,
    variants: names.map((name) => ({ name, variables: {} })),
    requirements: { baseline: { text: 'ddtrace==1' }, candidate: { text: 'ddtrace==2' } },
  } as unknown as Plan;
}

export interface Script {
  /** Called before the instructions of a config are counted. */
  readonly watchCounting?: (variant: string) => Promise<void>;
  /** Called before a side is recorded. */
  readonly watchRecording?: (asked: TraceRequest) => Promise<void>;
  /** Events of an iteration of each side, 100 bytes each. */
  readonly callsOf?: PerSide<number>;
  /** Width of the noise of a round (default 1 %). */
  readonly spread?: number | undefined;
  /** How much slower a process is for being the second side, whatever it runs. */
  readonly bias?: number;
  /** Called before a round gives its result, which is that of its config and index alone. */
  readonly watch?: (planned: PlannedRound) => Promise<void>;
  /** What a check of a side finds. */
  readonly findings?: (variant: string, side: Side) => readonly FindingFacts[];
  /** Why no second process runs beside the first. */
  readonly exclusive?: string;
  readonly watchCalibration?: (asked: { variant: string; cpus: readonly number[] }) => Promise<void>;
}

/** A machine on which an iteration takes 1 ms. */
export function scriptedHarness(slowdowns: Slowdowns, script: Script = {}): MeasuringPlace['harness'] {
  const { spread = 0.01, bias = 0 } = script;
  return {
    calibrate: async (variant, cpus) => {
      await script.watchCalibration?.({ variant, cpus });
      return {
        name: `span-${variant}`,
        innerLoops: 2,
        setup: 0.1,
        iteration: { wall: 0.001, cpu: 0.001, voluntarySwitches: 0, involuntarySwitches: 0 },
        ...(script.exclusive === undefined ? {} : { exclusive: script.exclusive }),
      };
    },
    check: async ({ variant, side }) => {
      if (side === 'candidate' && slowdowns[variant] === undefined) {
        throw new ScenarioFailed({ variant, side, reason: 'ended', output: 'raised' });
      }
      return script.findings?.(variant, side) ?? [];
    },
    valgrindVersion: async () => 'valgrind-3',
    countInstructions: async (variant, _cpus, [few, many], seeds) => {
      await script.watchCounting?.(variant);
      const slowdown = slowdowns[variant];
      if (slowdown === undefined) {
        throw new ScenarioFailed({ variant, side: 'candidate', reason: 'ended', output: 'illegal' });
      }
      const pair = (each: number) => [1e6 + few * each, 1e6 + many * each] as const;
      const counts = {
        baseline: seeds.map(() => pair(1e6)),
        candidate: seeds.map(() => pair(1e6 * (1 + slowdown))),
      };
      return { counts, seconds: 1 };
    },
    record: async (asked) => {
      await script.watchRecording?.(asked);
      const { variant, side, iterations, entries } = asked;
      if (slowdowns[variant] === undefined) {
        throw new ScenarioFailed({ variant, side, reason: 'ended', output: 'no tracer' });
      }
      const all = iterations * (script.callsOf ?? { baseline: 1000, candidate: 1000 })[side];
      const events = Math.min(all, entries);
      return { bytes: events * 100, events, overflow: events < all, processes: 1, seconds: 2 };
    },
    measure: async (planned): Promise<Round> => {
      await script.watch?.(planned);
      const { variant, part, index, method, order, loops, cpus } = planned;
      const name = part === undefined ? variant : `${variant}/${part}`;
      const slowdown = slowdowns[name];
      if (slowdown === undefined) {
        throw new ScenarioFailed({ variant, side: 'candidate', reason: 'ended', output: '' });
      }
      const random = seededRandom(`machine/${name}/${index}`);
      const noise = spread * (random.next() + random.next() + random.next() - 1.5);
      const ratio = (1 + (planned.self ? 0 : slowdown)) * (1 + bias) * Math.exp(noise);
      return {
        index,
        variant,
        method,
        cpus,
        order,
        loops,
        slices: {
          baseline: order.map(() => slice(0.001 * loops)),
          candidate: order.map(() => slice(0.001 * loops * ratio)),
        },
        processCpu: { baseline: 0.16, candidate: 0.16 * ratio },
        maxRss: { baseline: 1, candidate: 1 },
        seconds: 1,
        startedAt: '2026-11-22T12:00:00.000Z',
      };
    },
  };
}

/** To the nanosecond, as the harness sends it. */
function slice(seconds: number): Slice {
  const cpu = Math.round(seconds * 1e9) / 1e9;
  return { wall: cpu, cpu, childrenCpu: 0, involuntarySwitches: 0, voluntarySwitches: 0 };
}
