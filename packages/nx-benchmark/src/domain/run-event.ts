import type { Method } from './method';
import type { Side } from './side';
import type { Verdict } from './verdict';

/** What a run says while it works. Reporters draw it (report/progress.ts); nothing else prints. */
export type RunEvent =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'step-done'; readonly text: string; readonly seconds: number }
  /** Something a user should know that stops nothing, as a sentence. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'log'; readonly source: string; readonly line: string }
  | {
      readonly kind: 'calibrated';
      readonly variant: string;
      /** CPU-bound or waiting: wall seconds of one iteration of the baseline. */
      readonly iterationSeconds: number;
      readonly method: Method;
      readonly loops: number;
      readonly pairs: number;
    }
  | {
      readonly kind: 'round';
      readonly variant: string;
      /** 1-based. */
      readonly number: number;
      readonly nextLook: number;
      readonly seconds: number;
      /** Estimate of the seconds until every variant has its verdict, if each is settled at its next look. */
      readonly secondsToNextLook: number;
    }
  | { readonly kind: 'verdict'; readonly variant: string; readonly verdict: Verdict; readonly change: number }
  | { readonly kind: 'side'; readonly side: Side; readonly requirement: string; readonly version: string };

/** Where events go. */
export type EventSink = (event: RunEvent) => void;
