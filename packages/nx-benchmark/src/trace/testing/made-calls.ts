import fc from 'fast-check';

/** A call as it happened: the truth that traces are written from and that profiles are held against. Nanoseconds. */
export interface MadeCall {
  readonly name: string;
  /** On its own, before its first inner call and after every one; the last is not 0. */
  readonly own: readonly number[];
  readonly calls: readonly MadeCall[];
}

/** What one thread did, one call after the other, with pauses before each. */
export interface MadeThread {
  readonly pid: number;
  readonly tid: number;
  readonly begin: number;
  readonly pauses: readonly number[];
  readonly calls: readonly MadeCall[];
}

const NAMES = [
  'f (/a.py:1)',
  'f (/a.py:2)',
  '<lambda> (/a.py:7)',
  'Küche.rühre (/ä/b "c".py:3)',
  'json.loads',
  'back\\slash (C:\\x.py:10)',
  '},{"ph":"X"} (/b.py:4)',
  '',
  'emoji 🐍 (/e.py:5)',
];

/** Few names and some depth: recursion of every kind. */
const calls = callsUpTo(6);

function callsUpTo(depth: number): fc.Arbitrary<MadeCall[]> {
  if (depth === 0) return fc.constant([]);
  const call = fc
    .record({
      name: fc.constantFrom(...NAMES),
      calls: callsUpTo(depth - 1),
      own: fc.array(fc.nat(5000), { minLength: 3, maxLength: 3 }),
      last: fc.integer({ min: 1, max: 5000 }),
    })
    .map(({ own, last, ...made }) => ({ ...made, own: [...own.slice(0, made.calls.length), last] }));
  return fc.array(call, { maxLength: 3, size: 'max' });
}

/** Threads of processes that share thread numbers, as after a fork. */
export const madeThreads: fc.Arbitrary<readonly MadeThread[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(7, 8, 1234567), fc.constantFrom(7, 9)), {
    minLength: 1,
    maxLength: 4,
    selector: String,
  })
  .chain((ids) =>
    fc.tuple(
      ...ids.map(([pid, tid]) =>
        fc.record({
          pid: fc.constant(pid),
          tid: fc.constant(tid),
          begin: fc.constantFrom(0, 999, 1_077_767_003_431),
          pauses: fc.array(fc.nat(3000), { minLength: 8, maxLength: 8 }),
          calls,
        }),
      ),
    ),
  );

/** A call with its time. Nanoseconds. */
export interface TimedCall {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly start: number;
  readonly end: number;
}

/** The calls of a thread as a recorder sees them: `enter` in the order of their starts, `leave` in that of their ends. */
export function replay(
  thread: MadeThread,
  enter: (call: TimedCall) => void,
  leave: (call: TimedCall) => void,
): void {
  let now = thread.begin;
  const run = ({ name, own, calls: inner }: MadeCall) => {
    const start = now;
    const end = start + durationOf({ name, own, calls: inner });
    const call = { name, pid: thread.pid, tid: thread.tid, start, end };
    enter(call);
    inner.forEach((one, place) => {
      now += own[place]!;
      run(one);
    });
    now = end;
    leave(call);
  };
  thread.calls.forEach((call, place) => {
    now += thread.pauses[place]!;
    run(call);
  });
}

export function durationOf({ own, calls: inner }: MadeCall): number {
  return own.reduce((sum, time) => sum + time, 0) + inner.reduce((sum, call) => sum + durationOf(call), 0);
}
