import {
  type CompatibleFunction,
  type CompatibleOptions,
  compatibleName,
  keeps,
} from './compatible-functions';
import { type CompatibleSum, sumOf } from './compatible-sum';

/** An event of a trace's file, as far as it is looked at. Microseconds. */
export interface TraceEvent {
  readonly ph?: unknown;
  readonly name?: string;
  readonly tid?: unknown;
  readonly ts?: number;
  readonly dur?: number;
}

/**
 * Adds up the events of a trace one by one, as `--compat` wants it to the last bit of every sum: what is half-way between two
 * decimals is rounded by it. Threads are told apart by their own number alone, so that a forked child, which keeps that of its
 * parent, gets into the parent's calls; a call that ends after the one around it counts within that one. In the order in which
 * functions are first met, which is the order of equal ones.
 */
export function compatibleEvents(
  events: readonly TraceEvent[],
  options: CompatibleOptions,
): readonly CompatibleFunction[] {
  const names = new Map<string, ReturnType<typeof compatibleName> | undefined>();
  const nameOf = (text: string) => {
    if (!names.has(text)) {
      names.set(text, keeps(text, options.filter) ? compatibleName(text, options.withoutLines) : undefined);
    }
    return names.get(text);
  };
  const threads = new Map<unknown, Call[]>();
  for (const { ph, name = '', tid = 0, ts = 0, dur = 0 } of events) {
    const named = ph === 'X' ? nameOf(name) : undefined;
    if (named === undefined) continue;
    const calls = threads.get(tid);
    if (calls === undefined) threads.set(tid, [{ ...named, ts, dur }]);
    else calls.push({ ...named, ts, dur });
  }
  const found = new Map<string, CompatibleSum>();
  for (const calls of threads.values()) addThread(calls, found);
  return [...found.values()]
    .filter(({ calls }) => calls >= options.minCalls)
    .map(({ own, cumulative, ...one }) => ({ ...one, own: own / 1e6, cumulative: cumulative / 1e6 }));
}

interface Call {
  readonly name: string;
  readonly key: string;
  readonly ts: number;
  readonly dur: number;
}

function addThread(calls: Call[], found: Map<string, CompatibleSum>): void {
  const open: { readonly end: number; readonly sum: CompatibleSum }[] = [];
  // Stable: of calls that begin together the one that ended first comes first.
  for (const { name, key, ts, dur } of calls.sort((a, b) => a.ts - b.ts)) {
    for (let last = open.at(-1); last !== undefined && last.end <= ts; last = open.at(-1)) open.pop();
    const around = open.at(-1)?.sum;
    if (around !== undefined) around.own = Math.max(0, around.own - dur);
    const sum = sumOf(found, { name, key });
    sum.calls++;
    sum.own += dur;
    sum.cumulative += dur;
    open.push({ end: ts + dur, sum });
  }
}
