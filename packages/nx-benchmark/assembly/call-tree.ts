// A node: u32 text, u32 parent, f64 calls, f64 duration, u32 the child that was asked for last. The first stands above the
// roots.
export const NODE: usize = 32;

export let nodeCount: u32 = 1;
let capacity: u32 = 4096;
export let nodes: usize = newNodes();

/** u32: nodes; 0 is free. Twice as many as nodes. */
let slotCount: u32 = 8192;
let slots: usize = newSlots();

/** The node of calls of a function below another one; made where there is none. */
export function childOf(parent: u32, text: u32): u32 {
  const last = load<u32>(nodeAt(parent), 24);
  if (last !== 0 && load<u32>(nodeAt(last)) === text) return last;
  const found = find(parent, text);
  store<u32>(nodeAt(parent), found, 24);
  return found;
}

export function addCall(node: u32, duration: f64): void {
  const at = nodeAt(node);
  store<f64>(at, load<f64>(at, 8) + 1, 8);
  store<f64>(at, load<f64>(at, 16) + duration, 16);
}

function nodeAt(node: u32): usize {
  return nodes + <usize>node * NODE;
}

function slotAt(slot: u32): u32 {
  return load<u32>(slots + ((<usize>slot) << 2));
}

function find(parent: u32, text: u32): u32 {
  let slot = hashOf(parent, text) & (slotCount - 1);
  for (let node = slotAt(slot); node !== 0; node = slotAt(slot)) {
    if (load<u32>(nodeAt(node)) === text && load<u32>(nodeAt(node), 4) === parent) return node;
    slot = (slot + 1) & (slotCount - 1);
  }
  if (nodeCount === capacity) {
    grow();
    return find(parent, text);
  }
  const node = nodeCount;
  nodeCount++;
  store<u32>(slots + ((<usize>slot) << 2), node);
  const at = nodeAt(node);
  store<u32>(at, text);
  store<u32>(at, parent, 4);
  store<f64>(at, 0, 8);
  store<f64>(at, 0, 16);
  store<u32>(at, 0, 24);
  return node;
}

function grow(): void {
  capacity *= 2;
  nodes = heap.realloc(nodes, <usize>capacity * NODE);
  heap.free(slots);
  slotCount *= 2;
  slots = newSlots();
  for (let node: u32 = 1; node < nodeCount; node++) {
    let slot = hashOf(load<u32>(nodeAt(node), 4), load<u32>(nodeAt(node))) & (slotCount - 1);
    while (slotAt(slot) !== 0) slot = (slot + 1) & (slotCount - 1);
    store<u32>(slots + ((<usize>slot) << 2), node);
  }
}

function newNodes(): usize {
  const made = heap.alloc(<usize>capacity * NODE);
  memory.fill(made, 0, NODE);
  return made;
}

function newSlots(): usize {
  const made = heap.alloc((<usize>slotCount) << 2);
  memory.fill(made, 0, (<usize>slotCount) << 2);
  return made;
}

function hashOf(parent: u32, text: u32): u32 {
  const hash = (parent * 0x9e3779b1) ^ (text * 0x85ebca6b);
  return hash ^ (hash >> 15);
}
