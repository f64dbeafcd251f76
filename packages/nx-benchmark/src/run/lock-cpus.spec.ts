import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RunEvent } from '../domain/run-event';
import { lockCpus } from './lock-cpus';

/** A machine of its own, so that the test waits for no real measurement. */
let machine: string;

beforeEach(() => {
  machine = randomUUID();
});

function start(
  what: string,
  cpus: readonly number[],
  options: { machine?: string; stop?: AbortSignal } = {},
) {
  const events: RunEvent[] = [];
  let [finish, entered]: (() => void)[] = [];
  const measuring = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const done = lockCpus(
    options.machine ?? machine,
    cpus,
    { pid: process.pid, what, since: '2026-11-22T12:00:00.000Z' },
    (event) => events.push(event),
    () => {
      entered!();
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
    options.stop ?? new AbortController().signal,
  );
  return {
    done,
    measuring,
    finish: () => finish!(),
    notes: () => events.map((event) => 'text' in event && event.text),
  };
}

describe('lockCpus', () => {
  it('waits for whoever measures on one of the CPUs, and says so once', async () => {
    const first = start('span, run one', [1, 2, 3]);
    await first.measuring;
    const second = start('tracer, run two', [3, 2]);
    await told(second);
    expect(second.notes()).toEqual([`waiting for CPU 2: span, run one, process ${process.pid}`]);
    first.finish();
    await second.measuring;
    second.finish();
    await Promise.all([first.done, second.done]);
    expect(second.notes()).toHaveLength(1);
  });

  it('lets measurements on other CPUs, and of other machines, go on beside it', async () => {
    const all = [
      start('a', [0]),
      start('b', [1]),
      start('c', [0], { machine: randomUUID() }),
      start('d', []),
    ];
    await Promise.all(all.map(({ measuring }) => measuring));
    for (const { finish } of all) finish();
    await Promise.all(all.map(({ done }) => done));
  });

  it('measures one at a time where nothing can be pinned', async () => {
    const first = start('a', []);
    await first.measuring;
    const second = start('b', []);
    await told(second);
    expect(second.notes()).toEqual([`waiting for the CPUs: a, process ${process.pid}`]);
    first.finish();
    await second.measuring;
    second.finish();
    await Promise.all([first.done, second.done]);
  });

  it('never ends in a circle, however the lists overlap', async () => {
    const lists = [[0, 1, 2], [2, 1, 0], [1, 2], [2, 0], [1]];
    const all = lists.map((cpus, at) => start(`run ${at}`, cpus));
    for (const { measuring, finish } of all) void measuring.then(() => setImmediate(finish));
    await Promise.all(all.map(({ done }) => done));
  });

  it('stops waiting at an abort, and gives back what it had', async () => {
    const first = start('a', [2]);
    await first.measuring;
    const stop = new AbortController();
    const second = start('b', [1, 2], { stop: stop.signal });
    await told(second);
    stop.abort(new Error('enough'));
    await expect(second.done).rejects.toThrow('enough');
    const third = start('c', [1]);
    await third.measuring;
    third.finish();
    first.finish();
    await Promise.all([first.done, third.done]);
  });
});

async function told({ notes }: { notes: () => unknown[] }): Promise<void> {
  while (notes().length === 0) await new Promise(setImmediate);
}
