import type { Side } from './side';
import type { StatisticName } from './verdict';

/**
 * Doubt that travels with a result. It carries facts only; the sentence (what happened, the likely cause, what to do)
 * is report/cautions.ts.
 */
export type Caution =
  | { readonly kind: 'same-version'; readonly version: string }
  | { readonly kind: 'dependencies-differ'; readonly packages: readonly DifferingPackage[] }
  | { readonly kind: 'not-isolated' }
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
  | { readonly kind: 'long-iteration'; readonly variant: string; readonly seconds: number }
  | { readonly kind: 'interrupted'; readonly reason: string };

/** A package that is not the subject and that the two sides have in different versions (null: absent). */
export interface DifferingPackage {
  readonly name: string;
  readonly versions: Readonly<Record<Side, string | null>>;
}
