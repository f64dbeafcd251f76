import type { TraceTree } from './trace-engine';

/** The nodes of a tree whose functions are places in a sorted list of distinct names. Microseconds. */
export interface NamedTree {
  readonly names: readonly string[];
  /** Of the first node, which stands above the roots, nothing. */
  readonly functions: Uint32Array;
  readonly parents: Uint32Array;
  readonly calls: Float64Array;
  readonly cumulative: Float64Array;
}

/** Names the functions that the tree holds, each once, however a trace spelled it. */
export function mergeSpellings(tree: TraceTree): NamedTree {
  const used = new Set(tree.functions.subarray(1));
  const names = [...new Set([...used].map((name) => tree.names[name]!))].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOf = Uint32Array.from(tree.names, (name) => places.get(name) ?? 0);
  const functions = tree.functions.map((name, node) => (node === 0 ? 0 : placeOf[name]!));
  const named: NamedTree = { ...tree, names, functions };
  return names.length === used.size ? named : mergeSiblings(named);
}

/** Nodes of one parent and one function become one. */
function mergeSiblings(tree: NamedTree): NamedTree {
  const { names } = tree;
  const size = tree.functions.length;
  const merged = new Uint32Array(size);
  const functions = new Uint32Array(size);
  const parents = new Uint32Array(size);
  const calls = new Float64Array(size);
  const cumulative = new Float64Array(size);
  const places = new Map<number, number>();
  for (let node = 1; node < size; node++) {
    const parent = merged[tree.parents[node]!]!;
    const key = parent * names.length + tree.functions[node]!;
    const place = places.get(key) ?? places.size + 1;
    places.set(key, place);
    merged[node] = place;
    functions[place] = tree.functions[node]!;
    parents[place] = parent;
    calls[place]! += tree.calls[node]!;
    cumulative[place]! += tree.cumulative[node]!;
  }
  const count = places.size + 1;
  return {
    names,
    functions: functions.subarray(0, count),
    parents: parents.subarray(0, count),
    calls: calls.subarray(0, count),
    cumulative: cumulative.subarray(0, count),
  };
}
