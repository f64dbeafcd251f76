import type { TraceProfile } from '../../domain/trace-profile';
import { durationOf, type MadeCall, type MadeThread } from './made-calls';

/** calls, primitive calls, own, cumulative. Nanoseconds. */
export type Sums = readonly [calls: number, primitive: number, own: number, cumulative: number];

/** A profile by names instead of places. Keys of edges and paths are JSON lists of names. */
export interface NamedSums {
  readonly functions: Readonly<Record<string, Sums>>;
  readonly edges: Readonly<Record<string, Sums>>;
  /** calls, own, cumulative */
  readonly paths: Readonly<Record<string, readonly [number, number, number]>>;
}

/** The sums over calls as they happened, each counted for itself. */
export function trueSums(threads: readonly MadeThread[]): NamedSums {
  const functions: Record<string, Sums> = {};
  const edges: Record<string, Sums> = {};
  const paths: Record<string, [number, number, number]> = {};
  const visit = (call: MadeCall, above: readonly string[]) => {
    const duration = durationOf(call);
    const own = call.own.reduce((sum, time) => sum + time, 0);
    const path = [...above, call.name];
    count(functions, call.name, [1, own, duration], above.includes(call.name));
    const caller = above.at(-1);
    if (caller !== undefined) {
      const within = isWithin(above, caller, call.name);
      count(edges, JSON.stringify([caller, call.name]), [1, own, duration], within);
    }
    const key = JSON.stringify(path);
    const [calls, ownBefore, cumulative] = paths[key] ?? [0, 0, 0];
    paths[key] = [calls + 1, ownBefore + own, cumulative + duration];
    for (const inner of call.calls) visit(inner, path);
  };
  for (const thread of threads) for (const call of thread.calls) visit(call, []);
  return { functions, edges, paths };
}

/** Whether a call of `name` by `caller` is open already. */
function isWithin(above: readonly string[], caller: string, name: string): boolean {
  return above.some((one, place) => place > 0 && one === name && above[place - 1] === caller);
}

function count(
  sums: Record<string, Sums>,
  key: string,
  [calls, own, duration]: readonly [calls: number, own: number, duration: number],
  within: boolean,
): void {
  const [before, primitive, ownBefore, cumulative] = sums[key] ?? [0, 0, 0, 0];
  sums[key] = within
    ? [before + calls, primitive, ownBefore + own, cumulative]
    : [before + calls, primitive + calls, ownBefore + own, cumulative + duration];
}

/** What a profile says, path by path, in whole nanoseconds: the noise of seconds in binary is far below. */
export function namedSums({ names, tree }: TraceProfile): NamedSums {
  const functions: Record<string, Sums> = {};
  const edges: Record<string, Sums> = {};
  const paths: Record<string, [number, number, number]> = {};
  const found: string[][] = [];
  tree.parents.forEach((parent, node) => {
    const name = names[tree.functions[node]!]!;
    const above = parent < 0 ? [] : found[parent]!;
    found.push([...above, name]);
    const times = [tree.calls[node]!, tree.own[node]!, tree.cumulative[node]!] as const;
    count(functions, name, times, above.includes(name));
    const caller = above.at(-1);
    if (caller !== undefined)
      count(edges, JSON.stringify([caller, name]), times, isWithin(above, caller, name));
    paths[JSON.stringify(found[node])] = [times[0], nanoseconds(times[1]), nanoseconds(times[2])];
  });
  return { functions: inNanoseconds(functions), edges: inNanoseconds(edges), paths };
}

function inNanoseconds(sums: Record<string, Sums>): Record<string, Sums> {
  return Object.fromEntries(
    Object.entries(sums).map(([key, [calls, primitive, own, cumulative]]) => [
      key,
      [calls, primitive, nanoseconds(own), nanoseconds(cumulative)],
    ]),
  );
}

/** Also proves that what is given is close to whole nanoseconds. */
function nanoseconds(seconds: number): number {
  const value = seconds * 1e9;
  const whole = Math.round(value);
  return Math.abs(value - whole) < 0.01 ? whole : value;
}
