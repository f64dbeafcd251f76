import type { NamedTree } from './merge-spellings';

/** The tree without the node above the roots, every node behind its parent and followed by all that is below it. */
export interface OrderedTree {
  readonly names: readonly string[];
  readonly functions: Uint32Array;
  /** -1 for a root. */
  readonly parents: Int32Array;
  readonly calls: Float64Array;
  readonly cumulative: Float64Array;
}

/** Orders a tree by the paths of its nodes: siblings by their functions. */
export function orderTree(tree: NamedTree): OrderedTree {
  const count = tree.functions.length - 1;
  const ordered: OrderedTree = {
    names: tree.names,
    functions: new Uint32Array(count),
    parents: new Int32Array(count),
    calls: new Float64Array(count),
    cumulative: new Float64Array(count),
  };
  const { children, from } = childrenOf(tree);
  const places = new Int32Array(count + 1).fill(-1);
  const waiting = [0];
  let place = -1;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    places[node] = place;
    if (place >= 0) {
      ordered.functions[place] = tree.functions[node]!;
      ordered.parents[place] = places[tree.parents[node]!]!;
      ordered.calls[place] = tree.calls[node]!;
      ordered.cumulative[place] = tree.cumulative[node]!;
    }
    place++;
    for (let child = from[node + 1]! - 1; child >= from[node]!; child--) waiting.push(children[child]!);
  }
  return ordered;
}

/** The children of node n are `children[from[n]]` to `children[from[n + 1]]`, by their functions. */
function childrenOf({ names, functions, parents }: NamedTree): {
  readonly children: Uint32Array;
  readonly from: Uint32Array;
} {
  const nodes = new Uint32Array(functions.length - 1).map((_, place) => place + 1);
  // Sorting is stable: by functions first, then by parents.
  const byFunction = sortByKey(nodes, functions, names.length);
  const byParent = sortByKey(byFunction.sorted, parents, functions.length);
  return { children: byParent.sorted, from: byParent.from };
}

/** Nodes sorted by a small whole number that each has; those of key n are `sorted[from[n]]` to `sorted[from[n + 1]]`. */
function sortByKey(nodes: Uint32Array, keys: Uint32Array, count: number) {
  const from = new Uint32Array(count + 1);
  for (const node of nodes) from[keys[node]! + 1]!++;
  for (let key = 0; key < count; key++) from[key + 1]! += from[key]!;
  const next = from.slice();
  const sorted = new Uint32Array(nodes.length);
  for (const node of nodes) sorted[next[keys[node]!]!++] = node;
  return { sorted, from };
}
