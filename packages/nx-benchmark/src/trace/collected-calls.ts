import { CallColumns } from './call-columns';
import { BEGIN, ROWS_AT_ONCE, type TraceEngine, type TraceRows } from './trace-engine';

/**
 * Holds the calls of a trace whose order is neither of those that can be read on the way, or whose calls are pairs of
 * events.
 */
export class CollectedCalls {
  /** Calls that had begun and not ended. */
  unfinished = 0;
  private readonly calls = new CallColumns();
  private readonly halves = new CallColumns();

  /** Copies rows that an engine parsed. */
  add({ starts, durations, names, threads }: TraceRows): void {
    for (let row = 0; row < starts.length; row++) {
      const columns = durations[row]! < 0 ? this.halves : this.calls;
      columns.append(starts[row]!, durations[row]!, names[row]!, threads[row]!);
    }
  }

  /** Has them nested by an engine that knows their names, sorted by their start; of equal ones the longer goes first. */
  nest(engine: TraceEngine): void {
    this.pair();
    const { starts, durations } = this.calls;
    const order = this.calls.order((a, b) => starts[a]! - starts[b]! || durations[b]! - durations[a]!);
    for (let from = 0; from < order.length; from += ROWS_AT_ONCE) {
      engine.put(this.calls.pick(order.subarray(from, from + ROWS_AT_ONCE)));
      if (!engine.nest('starts')) throw new Error('Sorted calls are out of order.');
    }
  }

  /** Makes calls of the halves. An end without a beginning is of a call from before the recording, and none of ours. */
  private pair(): void {
    const { starts, durations, names, threads } = this.halves;
    const open = new Map<number, number[]>();
    // What happens at the same time happens in the order of the file.
    for (const half of this.halves.order((a, b) => starts[a]! - starts[b]!)) {
      const thread = threads[half]!;
      let stack = open.get(thread);
      if (stack === undefined) {
        stack = [];
        open.set(thread, stack);
      }
      if (durations[half] === BEGIN) stack.push(half);
      else {
        const begun = stack.pop();
        if (begun === undefined) continue;
        this.calls.append(starts[begun]!, starts[half]! - starts[begun]!, names[begun]!, thread);
      }
    }
    for (const stack of open.values()) this.unfinished += stack.length;
  }
}
