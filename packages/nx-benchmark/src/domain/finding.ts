import type { Side } from './side';

/** What a check found in a config: it would bend the numbers, and stops nothing. The sentence is report/findings.ts. */
export interface Finding {
  readonly variant: string;
  /** Those that show it. */
  readonly sides: readonly Side[];
  /** Of the first of them. */
  readonly facts: FindingFacts;
}

/** Facts alone, as the harness spells them. Times are seconds of CPU, on the clock for what waits. */
export type FindingFacts =
  /** `overhead`: share of an iteration that the loop around it takes. */
  | { readonly kind: 'little-work'; readonly seconds: number; readonly overhead: number }
  /** What the first iteration of a process takes, and each of the others. */
  | { readonly kind: 'first-iteration'; readonly first: number; readonly later: number }
  /** Late calls against early ones, of as many loops each. */
  | { readonly kind: 'growing-time' | 'shrinking-time'; readonly ratio: number }
  /** A call of twice the loops against one; 2 would be right. */
  | { readonly kind: 'growing-call' | 'costly-call'; readonly ratio: number }
  /** Bytes that every iteration adds. */
  | { readonly kind: 'growing-memory'; readonly bytes: number }
  /** What is there when the scenario has torn down: names of threads, command lines, paths. */
  | { readonly kind: 'threads-left' | 'processes-left' | 'files-left'; readonly names: readonly string[] }
  /** Why no second process of the scenario can run beside the first. */
  | { readonly kind: 'one-at-a-time'; readonly reason: string };
