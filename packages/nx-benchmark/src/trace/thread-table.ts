import { decodeText } from './decode-text';
import type { TraceThread } from './trace-engine';

/** Numbers threads. A thread is its process and its own identifier: after a fork both sides go by the same one. */
export class ThreadTable {
  readonly list: TraceThread[] = [];
  private readonly places = new Map<string, number>();
  private lastKey = new Uint8Array(0);
  private lastPlace = -1;

  /** The number of the thread whose identifiers these bytes spell; a 7 and a "7" are one. */
  place(bytes: Uint8Array, pidFrom: number, pidTo: number, tidFrom: number, tidTo: number): number {
    const pidLength = pidTo - pidFrom;
    // The length of the one goes before both: (1, 23) is not (12, 3).
    if (
      this.lastPlace >= 0 &&
      this.lastKey.length === pidLength + tidTo - tidFrom + 1 &&
      this.lastKey[0] === (pidLength & 0xff) &&
      equal(this.lastKey, 1, bytes, pidFrom, pidTo) &&
      equal(this.lastKey, 1 + pidLength, bytes, tidFrom, tidTo)
    ) {
      return this.lastPlace;
    }
    const process = bytes.subarray(pidFrom, pidTo);
    const thread = bytes.subarray(tidFrom, tidTo);
    this.lastKey = Uint8Array.from([pidLength & 0xff, ...process, ...thread]);
    this.lastPlace = this.find(decodeText(process), decodeText(thread));
    return this.lastPlace;
  }

  private find(process: string, thread: string): number {
    const key = JSON.stringify([process, thread]);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.list.length);
    return this.list.push({ process, thread }) - 1;
  }
}

function equal(key: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number): boolean {
  for (let place = from; place < to; place++) {
    if (key[at + place - from] !== bytes[place]) return false;
  }
  return true;
}
