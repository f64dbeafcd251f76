import type { TraceProfile } from '../../domain/trace-profile';

/** A call: how long it was in its own body, and what it called. */
export interface MadeCall {
  readonly name: string;
  /** Seconds. */
  readonly own: number;
  readonly within?: readonly MadeCall[];
}

/** A call of `name` that takes `own` seconds besides what it calls. */
export function call(name: string, own: number, ...within: readonly MadeCall[]): MadeCall {
  return { name, own, within };
}

/** The same calls so many times. */
export function times(count: number, ...calls: readonly MadeCall[]): readonly MadeCall[] {
  return Array.from({ length: count }, () => calls).flat();
}

/** The profile of these calls. */
export function madeProfile(calls: readonly MadeCall[]): TraceProfile {
  const names: string[] = [];
  const places = new Map<string, number>();
  const paths = new Map<string, number>();
  const nodes: { name: number; parent: number; calls: number; own: number; cumulative: number }[] = [];
  const add = (one: MadeCall, parent: number): number => {
    const name = places.get(one.name) ?? names.push(one.name) - 1;
    places.set(one.name, name);
    const path = `${parent} ${name}`;
    const at = paths.get(path) ?? nodes.push({ name, parent, calls: 0, own: 0, cumulative: 0 }) - 1;
    paths.set(path, at);
    const node = nodes[at]!;
    node.calls++;
    node.own += one.own;
    const whole = (one.within ?? []).reduce((sum, inner) => sum + add(inner, at), one.own);
    node.cumulative += whole;
    return whole;
  };
  for (const one of calls) add(one, -1);
  return {
    names,
    tree: {
      functions: Uint32Array.from(nodes, ({ name }) => name),
      parents: Int32Array.from(nodes, ({ parent }) => parent),
      calls: Float64Array.from(nodes, ({ calls }) => calls),
      own: Float64Array.from(nodes, ({ own }) => own),
      cumulative: Float64Array.from(nodes, ({ cumulative }) => cumulative),
    },
    events: 0,
    processes: 1,
    threads: 1,
    cautions: [],
  };
}
