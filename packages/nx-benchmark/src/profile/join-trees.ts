import { type PerSide, SIDES } from '../domain/side';
import type { CallTree } from '../domain/trace-profile';
import type { ProfileComparison } from './compare-profiles';

/** The call trees of both sides as one, joined by path. Columns of equal length; parents come before their children. */
export interface JoinedTree {
  /** Place in the labels of the functions; -1 for the one root, which is all calls together. */
  readonly functions: readonly number[];
  readonly parents: readonly number[];
  readonly sides: PerSide<TreeColumns>;
  /** Paths that were left out, with all below them, for being too small to be seen. */
  readonly pruned: { readonly paths: number; readonly own: PerSide<number> };
}

/** Calls, and seconds in a path's own body and in all below it. */
export interface TreeColumns {
  readonly calls: readonly number[];
  readonly own: readonly number[];
  readonly cumulative: readonly number[];
}

/**
 * Joins the call trees of a comparison.
 *
 * @param smallest fraction of a side's whole time; what is less on both sides is left out
 */
export function joinTrees(
  trees: PerSide<CallTree>,
  { joined: { places, labels } }: Pick<ProfileComparison, 'joined'>,
  smallest: number,
): JoinedTree {
  const all = emptyTree();
  const nodeAt = new Map<number, number>();
  for (const [trace, side] of SIDES.entries()) {
    const tree = trees[side];
    const nodes = new Int32Array(tree.functions.length);
    for (const [at, place] of tree.functions.entries()) {
      const parent = tree.parents[at]! < 0 ? 0 : nodes[tree.parents[at]!]!;
      const label = places[trace]![place]!;
      const key = parent * labels.length + label;
      const node = nodeAt.get(key) ?? addNode(all, parent, label);
      nodeAt.set(key, node);
      nodes[at] = node;
      add(all.sides[side], node, tree.calls[at]!, tree.own[at]!, tree.cumulative[at]!);
      if (parent === 0) all.sides[side].cumulative[0]! += tree.cumulative[at]!;
    }
  }
  return prune(all, smallest);
}

interface GrowingTree {
  readonly functions: number[];
  readonly parents: number[];
  readonly sides: PerSide<GrowingColumns>;
}

interface GrowingColumns {
  readonly calls: number[];
  readonly own: number[];
  readonly cumulative: number[];
}

/** With the root. */
function emptyTree(): GrowingTree {
  const columns = () => ({ calls: [0], own: [0], cumulative: [0] });
  return { functions: [-1], parents: [-1], sides: { baseline: columns(), candidate: columns() } };
}

function addNode(tree: GrowingTree, parent: number, label: number): number {
  tree.parents.push(parent);
  for (const side of SIDES) {
    const { calls, own, cumulative } = tree.sides[side];
    calls.push(0);
    own.push(0);
    cumulative.push(0);
  }
  return tree.functions.push(label) - 1;
}

function add(columns: GrowingColumns, node: number, calls: number, own: number, cumulative: number): void {
  columns.calls[node]! += calls;
  columns.own[node]! += own;
  columns.cumulative[node]! += cumulative;
}

function prune(all: GrowingTree, smallest: number): JoinedTree {
  const kept = emptyTree();
  const newPlace = new Int32Array(all.parents.length).fill(-1);
  const pruned = { paths: 0, own: { baseline: 0, candidate: 0 } };
  newPlace[0] = 0;
  for (const side of SIDES) kept.sides[side].cumulative[0] = all.sides[side].cumulative[0]!;
  for (let at = 1; at < all.parents.length; at++) {
    const parent = newPlace[all.parents[at]!]!;
    const seen = SIDES.some((side) => {
      const { cumulative } = all.sides[side];
      return cumulative[at]! > 0 && cumulative[at]! >= smallest * cumulative[0]!;
    });
    if (parent >= 0 && seen) newPlace[at] = addNode(kept, parent, all.functions[at]!);
    else pruned.paths++;
    for (const side of SIDES) {
      const { calls, own, cumulative } = all.sides[side];
      if (newPlace[at]! < 0) pruned.own[side] += own[at]!;
      else add(kept.sides[side], newPlace[at]!, calls[at]!, own[at]!, cumulative[at]!);
    }
  }
  return { ...kept, pruned };
}
