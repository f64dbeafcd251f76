/**
 * Walks a tree in columns from its roots down, each child between the entering and the leaving of its parent.
 *
 * @param parents place of each node's parent, -1 for a root; parents come before their children
 */
export function walkTree(
  parents: Int32Array,
  enter: (at: number) => void,
  leave: (at: number) => void = () => undefined,
): void {
  const first = new Int32Array(parents.length).fill(-1);
  const next = new Int32Array(parents.length).fill(-1);
  let root = -1;
  // From the end, so that siblings keep their order.
  for (let at = parents.length - 1; at >= 0; at--) {
    const parent = parents[at]!;
    next[at] = parent < 0 ? root : first[parent]!;
    if (parent < 0) root = at;
    else first[parent] = at;
  }
  let at = root;
  while (at >= 0) {
    enter(at);
    if (first[at]! >= 0) {
      at = first[at]!;
      continue;
    }
    at = nextAfter(at, parents, next, leave);
  }
}

/** Leaves what is done, and says where it goes on; -1 at the end. */
function nextAfter(
  start: number,
  parents: Int32Array,
  next: Int32Array,
  leave: (at: number) => void,
): number {
  for (let at = start; at >= 0; at = parents[at]!) {
    leave(at);
    if (next[at]! >= 0) return next[at]!;
  }
  return -1;
}
