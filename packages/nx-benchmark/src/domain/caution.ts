import type { PerSide, Side } from './side';
import type { StatisticName } from './verdict';

/**
 * Doubt that travels with a result. It carries facts only; the sentence (what happened, the likely cause, what to do)
 * is report/cautions.ts.
 */
export type Caution =
  | { readonly kind: 'same-version'; readonly version: string }
  | { readonly kind: 'dependencies-differ'; readonly packages: readonly DifferingPackage[] }
  | { readonly kind: 'not-isolated' }
  | { readonly kind: 'network-open'; readonly network: string }
  | { readonly kind: 'set-up-script-not-run'; readonly script: string }
  | { readonly kind: 'baseline-drift'; readonly variant: string; readonly ratio: number }
  | { readonly kind: 'preempted'; readonly variant: string; readonly share: number }
  | { readonly kind: 'lumpy'; readonly variant: string; readonly mainPath: number; readonly allWork: number }
  | {
      readonly kind: 'order-effect';
      readonly variant: string;
      readonly statistic: StatisticName;
      /** How much slower the second turn of a pair is. Fraction. */
      readonly effect: number;
    }
  | { readonly kind: 'unmeasured'; readonly variant: string; readonly statistic: StatisticName }
  | {
      readonly kind: 'interleaved';
      readonly variant: string;
      /** Why no second process could run beside the first; absent where the suite asked for it. */
      readonly reason?: string;
    }
  | { readonly kind: 'long-iteration'; readonly variant: string; readonly seconds: number }
  | {
      readonly kind: 'too-few-rounds';
      readonly variant: string;
      readonly rounds: number;
      readonly needed: number;
    }
  | {
      readonly kind: 'quick';
      readonly variant: string;
      /** Fraction. */
      readonly margin: number;
      /** The smallest slowdown that such a run finds, nine times in ten or more. Fraction; absent where nobody can tell. */
      readonly smallestChange?: number;
      /** Of the scenario, measured or not. */
      readonly configs: number;
    }
  | { readonly kind: 'wide-spread'; readonly variant: string; readonly deviation: number }
  | {
      readonly kind: 'uneven-rounds';
      readonly variant: string;
      /** Rounds in which the candidate was far slower than in all others. */
      readonly slower: number;
      readonly faster: number;
      /** Of all. */
      readonly rounds: number;
    }
  | { readonly kind: 'loop-overhead'; readonly variant: string; readonly seconds: number }
  | { readonly kind: 'steal'; readonly share: number }
  | { readonly kind: 'pressure'; readonly share: number }
  | { readonly kind: 'governor'; readonly governor: string }
  | { readonly kind: 'different-builds'; readonly built: Side }
  | { readonly kind: 'trace-overflow'; readonly variant: string; readonly sides: readonly Side[] }
  | { readonly kind: 'interrupted'; readonly reason: string }
  | DoubtOfReading;

/** Doubt about what was read: it holds less than was measured, or was measured by others. */
export type DoubtOfReading =
  | {
      readonly kind: 'no-manifest';
      /** What is wrong with the one that is there; absent where there is none. */
      readonly reason?: string;
    }
  | {
      readonly kind: 'incomplete-manifest';
      /** Fields that it lacks. */
      readonly fields: readonly string[];
    }
  | {
      readonly kind: 'rounds-missing';
      readonly variant: string;
      readonly rounds: number;
      /** As the manifest counts them. */
      readonly recorded: number;
      /** What is shown instead of a verdict on all rounds. */
      readonly shown: 'recorded' | 'rounds' | 'pyperf';
    }
  | { readonly kind: 'damaged-rounds'; readonly variant: string; readonly lines: number }
  | { readonly kind: 'sequential' }
  | {
      readonly kind: 'missing-side';
      readonly variant: string;
      readonly side: Side;
      /** Mean of an iteration of the other side. */
      readonly seconds: number;
    }
  | {
      readonly kind: 'few-processes';
      readonly variant: string;
      readonly processes: PerSide<number>;
      readonly needed: number;
    }
  | {
      readonly kind: 'other-conditions';
      readonly variant: string;
      /** What pyperf's metadata calls it: `python_version`, `cpu_model_name`, … */
      readonly name: string;
      readonly values: PerSide<string>;
    }
  | { readonly kind: 'unreadable-file'; readonly file: string; readonly reason: string };

/** A package that is not the subject and that the two sides have in different versions (null: absent). */
export interface DifferingPackage {
  readonly name: string;
  readonly versions: Readonly<Record<Side, string | null>>;
}
