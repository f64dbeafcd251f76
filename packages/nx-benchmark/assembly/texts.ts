import { sameBytes } from './same-bytes';

// A text: u32 offset of its bytes, u32 length, u64 hash, u32 the text that came after it last.
const TEXT: usize = 24;

export let textCount: u32 = 0;
let texts: usize = heap.alloc(1024 * TEXT);
let capacity: u32 = 1024;

let bytes: usize = heap.alloc((1 << 16) + 16);
let bytesUsed: u32 = 0;
let bytesCapacity: u32 = 1 << 16;

/** u32: numbers of texts, plus one; 0 is free. */
let slotCount: u32 = 4096;
let slots: usize = newSlots();

/** Numbers texts in the order of their first appearance. Reads up to 15 bytes behind it. */
export function textNumber(from: usize, length: u32): u32 {
  const hash = hashOf(from, length);
  let slot = <u32>hash & (slotCount - 1);
  for (let taken = slotAt(slot); taken !== 0; taken = slotAt(slot)) {
    const known = textAt(taken - 1);
    if (
      load<u64>(known, 8) === hash &&
      load<u32>(known, 4) === length &&
      sameBytes(bytes + load<u32>(known), from, length)
    ) {
      return taken - 1;
    }
    slot = (slot + 1) & (slotCount - 1);
  }
  return add(from, length, hash, slot);
}

/** The text that follows `before` again, if it is what these bytes begin with, up to a quote; -1 if not. */
export function nextText(before: u32, from: usize, to: usize): i32 {
  if (textCount === 0) return -1;
  const next = load<u32>(textAt(before), 16);
  const text = textAt(next);
  const length = load<u32>(text, 4);
  const end = from + length;
  return end < to && load<u8>(end) === 34 && sameBytes(bytes + load<u32>(text), from, length)
    ? <i32>next
    : -1;
}

export function setNextText(before: u32, next: u32): void {
  store<u32>(textAt(before), next, 16);
}

export function textLength(text: u32): u32 {
  return load<u32>(textAt(text), 4);
}

/** Address of the bytes of a text. */
export function textBytes(text: u32): usize {
  return bytes + load<u32>(textAt(text));
}

function textAt(text: u32): usize {
  return texts + <usize>text * TEXT;
}

function slotAt(slot: u32): u32 {
  return load<u32>(slots + ((<usize>slot) << 2));
}

function add(from: usize, length: u32, hash: u64, slot: u32): u32 {
  if (textCount === capacity) {
    capacity *= 2;
    texts = heap.realloc(texts, <usize>capacity * TEXT);
  }
  if (bytesUsed + length > bytesCapacity) {
    bytesCapacity = max<u32>(bytesCapacity * 2, bytesUsed + length);
    bytes = heap.realloc(bytes, <usize>bytesCapacity + 16);
  }
  memory.copy(bytes + bytesUsed, from, length);
  const text = textAt(textCount);
  store<u32>(text, bytesUsed);
  store<u32>(text, length, 4);
  store<u64>(text, hash, 8);
  store<u32>(text, 0, 16);
  bytesUsed += length;
  store<u32>(slots + ((<usize>slot) << 2), textCount + 1);
  textCount++;
  if (textCount * 2 > slotCount) rehash();
  return textCount - 1;
}

function rehash(): void {
  heap.free(slots);
  slotCount *= 2;
  slots = newSlots();
  for (let text: u32 = 0; text < textCount; text++) {
    let slot = <u32>load<u64>(textAt(text), 8) & (slotCount - 1);
    while (slotAt(slot) !== 0) slot = (slot + 1) & (slotCount - 1);
    store<u32>(slots + ((<usize>slot) << 2), text + 1);
  }
}

function newSlots(): usize {
  const made = heap.alloc((<usize>slotCount) << 2);
  memory.fill(made, 0, (<usize>slotCount) << 2);
  return made;
}

/** Of the length, the first eight bytes, eight in the middle and the last sixteen: where names differ. */
function hashOf(from: usize, length: u32): u64 {
  const seed: u64 = <u64>length * 0x85ebca77c2b2ae63;
  if (length < 8) return finish(mix(seed, load<u64>(from) & (((<u64>1) << (length * 8)) - 1)));
  const last = from + length - 8;
  const first = mix(seed, load<u64>(from));
  if (length < 16) return finish(mix(first, load<u64>(last)));
  return finish(
    mix(mix(mix(first, load<u64>(from + (length >> 1) - 4)), load<u64>(last - 8)), load<u64>(last)),
  );
}

function finish(hash: u64): u64 {
  return hash ^ (hash >> 32);
}

function mix(hash: u64, word: u64): u64 {
  const mixed = (hash ^ word) * 0x9e3779b97f4a7c15;
  return mixed ^ (mixed >> 29);
}
