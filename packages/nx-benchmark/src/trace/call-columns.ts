import { ROWS_AT_ONCE, type TraceRows } from './trace-engine';

/** Rows that grow; 24 bytes each. */
export class CallColumns implements TraceRows {
  count = 0;
  starts = new Float64Array(ROWS_AT_ONCE);
  durations = new Float64Array(ROWS_AT_ONCE);
  names = new Uint32Array(ROWS_AT_ONCE);
  threads = new Uint32Array(ROWS_AT_ONCE);

  append(start: number, duration: number, name: number, thread: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.durations[this.count] = duration;
    this.names[this.count] = name;
    this.threads[this.count] = thread;
    this.count++;
  }

  /** The places of the rows in another order; those that are equal in it keep theirs. */
  order(compare: (a: number, b: number) => number): Uint32Array {
    const places = new Uint32Array(this.count).map((_, place) => place);
    for (let place = 1; place < this.count; place++) {
      if (compare(place - 1, place) > 0) return places.sort((a, b) => compare(a, b) || a - b);
    }
    return places;
  }

  /** Copies of these rows. */
  pick(places: Uint32Array): TraceRows {
    return {
      starts: Float64Array.from(places, (place) => this.starts[place]!),
      durations: Float64Array.from(places, (place) => this.durations[place]!),
      names: Uint32Array.from(places, (place) => this.names[place]!),
      threads: Uint32Array.from(places, (place) => this.threads[place]!),
    };
  }

  private grow(): void {
    const size = this.count * 2;
    this.starts = larger(this.starts, new Float64Array(size));
    this.durations = larger(this.durations, new Float64Array(size));
    this.names = larger(this.names, new Uint32Array(size));
    this.threads = larger(this.threads, new Uint32Array(size));
  }
}

function larger<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
