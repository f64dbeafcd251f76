/** A call tree that grows: nodes are found by parent and function. The first stands above the roots. */
export class CallTreeColumns {
  count = 1;
  functions = new Uint32Array(1 << 12);
  parents = new Uint32Array(1 << 12);
  calls = new Float64Array(1 << 12);
  cumulative = new Float64Array(1 << 12);
  /** The child that was asked for last; most often it is the next one, too. */
  private lastChildren = new Uint32Array(1 << 12);
  /** Nodes; 0 is free. Twice as long as the columns. */
  private slots = new Uint32Array(1 << 13);

  child(parent: number, name: number): number {
    const last = this.lastChildren[parent]!;
    if (last !== 0 && this.functions[last] === name) return last;
    const found = this.find(parent, name);
    this.lastChildren[parent] = found;
    return found;
  }

  private find(parent: number, name: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(parent, name) & mask;
    for (let node = this.slots[slot]!; node !== 0; node = this.slots[slot]!) {
      if (this.parents[node] === parent && this.functions[node] === name) return node;
      slot = (slot + 1) & mask;
    }
    const node = this.count;
    if (node === this.functions.length) {
      this.grow();
      return this.find(parent, name);
    }
    this.slots[slot] = node;
    this.functions[node] = name;
    this.parents[node] = parent;
    this.count++;
    return node;
  }

  private grow(): void {
    const size = this.count * 2;
    this.functions = larger(this.functions, new Uint32Array(size));
    this.parents = larger(this.parents, new Uint32Array(size));
    this.lastChildren = larger(this.lastChildren, new Uint32Array(size));
    this.calls = larger(this.calls, new Float64Array(size));
    this.cumulative = larger(this.cumulative, new Float64Array(size));
    this.slots = new Uint32Array(size * 2);
    const mask = this.slots.length - 1;
    for (let node = 1; node < this.count; node++) {
      let slot = hashOf(this.parents[node]!, this.functions[node]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = node;
    }
  }
}

function hashOf(parent: number, name: number): number {
  const hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(name, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

function larger<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
