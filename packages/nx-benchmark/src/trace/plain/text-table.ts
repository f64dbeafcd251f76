import { decodeText } from '../decode-text';

/** Numbers texts in the order of their first appearance, by their bytes. */
export class TextTable {
  private bytes = new Uint8Array(1 << 14);
  private used = 0;
  private count = 0;
  /** Text n is bytes ends[n - 1] to ends[n]. */
  private ends = new Uint32Array(1 << 10);
  private hashes = new Int32Array(1 << 10);
  /** Places of texts, plus one; 0 is free. Twice as long as `ends` at least. */
  private slots = new Uint32Array(1 << 12);

  /** The number of the text that these bytes are. */
  place(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let taken = this.slots[slot]!; taken !== 0; taken = this.slots[slot]!) {
      if (this.hashes[taken - 1] === hash && this.isAt(taken - 1, bytes, from, to)) return taken - 1;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.count + 1;
    return this.add(hash, bytes.subarray(from, to));
  }

  /** All texts, their escapes resolved. */
  decoded(): string[] {
    return Array.from({ length: this.count }, (_, text) =>
      decodeText(this.bytes.subarray(this.startOf(text), this.ends[text])),
    );
  }

  private isAt(text: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.startOf(text);
    if (this.ends[text]! - start !== to - from) return false;
    for (let at = 0; at < to - from; at++) {
      if (this.bytes[start + at] !== bytes[from + at]) return false;
    }
    return true;
  }

  private startOf(text: number): number {
    return text === 0 ? 0 : this.ends[text - 1]!;
  }

  private add(hash: number, text: Uint8Array): number {
    const size = this.used + text.length;
    if (size > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(size * 2));
    this.bytes.set(text, this.used);
    if (this.count === this.ends.length) {
      this.ends = grown(this.ends, new Uint32Array(this.count * 2));
      this.hashes = grown(this.hashes, new Int32Array(this.count * 2));
    }
    this.used = size;
    this.ends[this.count] = size;
    this.hashes[this.count] = hash;
    this.count++;
    if (this.count * 2 > this.slots.length) this.rehash();
    return this.count - 1;
  }

  private rehash(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let text = 0; text < this.count; text++) {
      let slot = this.hashes[text]! & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = text + 1;
    }
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let place = from; place < to; place++) hash = Math.imul(hash ^ bytes[place]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function grown<T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
