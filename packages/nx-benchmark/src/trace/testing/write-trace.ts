import { type MadeThread, replay, type TimedCall } from './made-calls';

/** The layouts that viztracer's files have: with orjson, with the module json, and as its C code dumps them. */
export type Layout = 'compact' | 'spaced' | 'raw';

export type Order = 'exits' | 'starts' | 'pairs' | 'shuffled';

/** Everything before the events, everything behind them. */
export interface Frame {
  readonly head: string;
  readonly tail: string;
}

/** Sources lie behind the events, with all that may be taken for the end of them. */
const SOURCES = {
  files: { '/a.py': ['x = \'],"viztracer_metadata":{"overflow":true}\'\n},{"ph":"X"}', 2] },
  functions: {},
};

export const frames = {
  viztracer: {
    head: '{"traceEvents":[',
    tail: `],"viztracer_metadata":{"version":"1.1.1","overflow":false},"file_info":${JSON.stringify(SOURCES)}}`,
  },
  spaced: {
    head: '{"traceEvents": [',
    tail: `], "viztracer_metadata": {"version": "1.1.1", "overflow": false}, "file_info": ${JSON.stringify(SOURCES)}}`,
  },
  chrome: { head: '{"displayTimeUnit":"ms",\n"traceEvents": [\n', tail: '\n]\n}\n' },
  bare: { head: '[\n', tail: ']' },
  unclosed: { head: '[', tail: ',\n' },
} as const satisfies Record<string, Frame>;

/** A trace of what threads did, as a recorder of that layout would write it. */
export function writeTrace(
  threads: readonly MadeThread[],
  { layout, order, frame }: { layout: Layout; order: Order; frame: Frame },
): string {
  const events = order === 'pairs' ? pairs(threads) : complete(threads, layout, order);
  return `${frame.head}${events.join(layout === 'compact' ? ',' : ', ')}${frame.tail}`;
}

function complete(threads: readonly MadeThread[], layout: Layout, order: Order): string[] {
  const entered: TimedCall[] = [];
  const left: TimedCall[] = [];
  for (const thread of threads) {
    replay(
      thread,
      (call) => entered.push(call),
      (call) => left.push(call),
    );
  }
  if (order === 'shuffled') {
    // By something that has to do with neither time.
    return left
      .map((call, place) => ({ call, key: (place * 7919) % 31 }))
      .sort((a, b) => a.key - b.key)
      .map(({ call }) => completeEvent(call, layout));
  }
  // Processes are blocks, their threads take turns; sorting is stable.
  const sorted =
    order === 'exits'
      ? left.sort((a, b) => a.pid - b.pid || a.end - b.end)
      : entered.sort((a, b) => a.start - b.start);
  return sorted.map((call) => completeEvent(call, layout));
}

function completeEvent({ name, pid, tid, start, end }: TimedCall, layout: Layout): string {
  const ts = start / 1000;
  // The recorder subtracts what it has divided: durations are noisy.
  const dur = end / 1000 - start / 1000;
  switch (layout) {
    case 'compact':
      return JSON.stringify({ pid, tid, ts, ph: 'X', dur, name, cat: 'FEE' });
    case 'spaced':
      return `{"pid": ${pid}, "tid": ${tid}, "ts": ${ts}, "ph": "X", "dur": ${dur}, "name": ${ascii(name)}, "cat": "FEE"}`;
    case 'raw':
      return `{"pid": ${pid}, "tid": ${tid}, "ts": ${(start / 1000).toFixed(3)}, "ph": "X", "cat": "fee", "dur": ${((end - start) / 1000).toFixed(3)}, "name": ${JSON.stringify(name)}}`;
  }
}

function pairs(threads: readonly MadeThread[]): string[] {
  const halves: { readonly at: number; readonly text: string }[] = [];
  for (const thread of threads) {
    const ids = { pid: `p${thread.pid}`, tid: `t${thread.tid}` };
    replay(
      thread,
      ({ name, start }) =>
        halves.push({
          at: start,
          text: JSON.stringify({ name, cat: 'x', ph: 'B', ts: start / 1000, ...ids }),
        }),
      ({ end }) => halves.push({ at: end, text: JSON.stringify({ ph: 'E', ts: end / 1000, ...ids }) }),
    );
  }
  return halves.sort((a, b) => a.at - b.at).map(({ text }) => text);
}

/** As Python's json writes it. */
function ascii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
