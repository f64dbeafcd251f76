import type { CallTree } from '../domain/trace-profile';
import { walkTree } from './walk-tree';

/** What was spent in a function, or in it when called by a certain other. Seconds. */
export interface Times {
  readonly calls: number;
  /** Calls that were not made, at whatever distance, by another of the same. */
  readonly primitiveCalls: number;
  /** In its own body. */
  readonly own: number;
  /** In it and all that it called; recursion counted once. */
  readonly cumulative: number;
}

/** All calls of one function by another; both are places in the functions that were summed over. */
export interface EdgeTimes extends Times {
  readonly caller: number;
  readonly callee: number;
}

/** Sums over a call tree. */
export interface TreeSums {
  readonly functions: readonly Times[];
  readonly edges: readonly EdgeTimes[];
}

/**
 * Adds a call tree up for each function, and for each function and the one that called it, as CPython's own profiler
 * counts: what happens within a call of the same function (or within the same call of one function by another) is in the
 * time of that one already.
 *
 * @param places place of each of the tree's functions → place to sum it at: functions that are the same meet there
 */
export function sumTree(tree: CallTree, places: Uint32Array, count: number): TreeSums {
  const functionOf = tree.functions.map((place) => places[place]!);
  const { edgeOf, callers, callees } = numberEdges(tree.parents, functionOf, count);
  const functions = new Sums(tree, count);
  const edges = new Sums(tree, callers.length);
  walkTree(
    tree.parents,
    (at) => {
      functions.enter(functionOf[at]!, at);
      if (edgeOf[at]! >= 0) edges.enter(edgeOf[at]!, at);
    },
    (at) => {
      functions.leave(functionOf[at]!);
      if (edgeOf[at]! >= 0) edges.leave(edgeOf[at]!);
    },
  );
  return {
    functions: Array.from({ length: count }, (_, at) => functions.times(at)),
    edges: callers.map((caller, at) => ({ ...edges.times(at), caller, callee: callees[at]! })),
  };
}

/** Which edge leads to each node, -1 for a root; edges are numbered as they come. */
function numberEdges(parents: Int32Array, functionOf: Uint32Array, count: number) {
  const edgeOf = new Int32Array(parents.length).fill(-1);
  const callers: number[] = [];
  const callees: number[] = [];
  const known = new Map<number, number>();
  for (let at = 0; at < parents.length; at++) {
    const parent = parents[at]!;
    if (parent < 0) continue;
    const [caller, callee] = [functionOf[parent]!, functionOf[at]!];
    const key = caller * count + callee;
    let edge = known.get(key);
    if (edge === undefined) {
      edge = callers.push(caller) - 1;
      callees.push(callee);
      known.set(key, edge);
    }
    edgeOf[at] = edge;
  }
  return { edgeOf, callers, callees };
}

/** Sums while a tree is walked. In columns: a trace has ten thousands of paths, and an object for each is what costs. */
class Sums {
  private readonly calls: Float64Array;
  private readonly primitiveCalls: Float64Array;
  private readonly own: Float64Array;
  private readonly cumulative: Float64Array;
  /** How many nodes of each are open around the present one. */
  private readonly open: Uint32Array;

  constructor(
    private readonly tree: CallTree,
    size: number,
  ) {
    this.calls = new Float64Array(size);
    this.primitiveCalls = new Float64Array(size);
    this.own = new Float64Array(size);
    this.cumulative = new Float64Array(size);
    this.open = new Uint32Array(size);
  }

  enter(place: number, at: number): void {
    this.calls[place]! += this.tree.calls[at]!;
    this.own[place]! += this.tree.own[at]!;
    if (this.open[place] === 0) {
      this.primitiveCalls[place]! += this.tree.calls[at]!;
      this.cumulative[place]! += this.tree.cumulative[at]!;
    }
    this.open[place]!++;
  }

  leave(place: number): void {
    this.open[place]!--;
  }

  times(place: number): Times {
    return {
      calls: this.calls[place]!,
      primitiveCalls: this.primitiveCalls[place]!,
      own: this.own[place]!,
      cumulative: this.cumulative[place]!,
    };
  }
}
