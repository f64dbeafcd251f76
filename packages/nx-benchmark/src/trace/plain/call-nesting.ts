import type { RowOrder, TraceTree } from '../trace-engine';
import { CallTreeColumns } from './call-tree-columns';

/** Two calls that share less than that do not overlap. Microseconds. */
const TOUCH = 0.001;
/** From here on a double cannot tell nanoseconds apart; two units of its last place are then as good as equal. */
const COARSE = 1e12;
const TWO_UNITS = 4.5e-16;

interface OpenCalls {
  /** Of each open call, the innermost last: where it was entered in working order, where it is left, its node. */
  keys: Float64Array;
  edges: Float64Array;
  nodes: Uint32Array;
  depth: number;
  /** The key of the call before. */
  last: number;
}

/**
 * Puts calls that come parents first below the innermost open call that contains them.
 *
 * Worked from the last exit to the first, a call is entered at its end and left at its start. Worked from the first start
 * to the last, it is the other way round; with the sign of time turned that is the same. So there is one algorithm: keys
 * never grow, and a call is inside of an open one if its edge is not below that one's. It holds the open calls of every
 * thread and the merged tree, and no call that waits for its parent.
 */
export class CallNesting {
  overlaps = 0;
  private readonly tree = new CallTreeColumns();
  private readonly threads: OpenCalls[] = [];

  /** @returns false if the call cannot come after those before in this order */
  add(order: RowOrder, thread: number, name: number, start: number, duration: number): boolean {
    // Durations carry the noise of a division; ends of nested calls compare only as whole nanoseconds.
    const end = Math.floor((start + duration) * 1000 + 0.5) / 1000;
    const key = order === 'exits' ? end : -start;
    const edge = order === 'exits' ? start : -end;
    const open = this.openCalls(thread);
    const slack = Math.abs(key) > COARSE ? Math.abs(key) * TWO_UNITS : 0;
    if (key > open.last + slack) return false;
    open.last = key;
    const edgeSlack = order === 'exits' ? 0 : slack;
    let overlap = false;
    while (open.depth > 0 && open.edges[open.depth - 1]! > edge + edgeSlack) {
      open.depth--;
      if (key > open.edges[open.depth]! + TOUCH + slack) {
        // Entered together, the longer one later: the order puts the child first.
        if (key === open.keys[open.depth]) return false;
        overlap = true;
      }
    }
    if (overlap) this.overlaps++;
    const parent = open.depth === 0 ? 0 : open.nodes[open.depth - 1]!;
    const node = this.tree.child(parent, name);
    this.tree.calls[node]!++;
    this.tree.cumulative[node]! += duration;
    if (open.depth === open.nodes.length) deepen(open);
    open.keys[open.depth] = key;
    open.edges[open.depth] = edge;
    open.nodes[open.depth] = node;
    open.depth++;
    return true;
  }

  columns(): Pick<TraceTree, 'functions' | 'parents' | 'calls' | 'cumulative'> {
    const { tree } = this;
    return {
      functions: tree.functions.slice(0, tree.count),
      parents: tree.parents.slice(0, tree.count),
      calls: tree.calls.slice(0, tree.count),
      cumulative: tree.cumulative.slice(0, tree.count),
    };
  }

  private openCalls(thread: number): OpenCalls {
    const known = this.threads[thread];
    if (known !== undefined) return known;
    const made: OpenCalls = {
      keys: new Float64Array(64),
      edges: new Float64Array(64),
      nodes: new Uint32Array(64),
      depth: 0,
      last: Number.POSITIVE_INFINITY,
    };
    this.threads[thread] = made;
    return made;
  }
}

function deepen(open: OpenCalls): void {
  const size = open.depth * 2;
  const { keys, edges, nodes } = open;
  open.keys = new Float64Array(size);
  open.keys.set(keys);
  open.edges = new Float64Array(size);
  open.edges.set(edges);
  open.nodes = new Uint32Array(size);
  open.nodes.set(nodes);
}
