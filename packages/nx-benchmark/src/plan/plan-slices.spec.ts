import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planSlices } from './plan-slices';

const slices = (wall: number, cpu = wall, involuntarySwitches = 0, voluntarySwitches = 0) =>
  planSlices({ iteration: { wall, cpu, voluntarySwitches, involuntarySwitches } }, 0.002);

describe('planSlices', () => {
  it('heeds the method that a suite asks for, whatever an iteration takes', () => {
    const iteration = (wall: number) => ({
      iteration: { wall, cpu: wall, voluntarySwitches: 0, involuntarySwitches: 0 },
    });
    expect(planSlices(iteration(0.0001), 0.002, 'co-run').method).toBe('co-run');
    expect(planSlices(iteration(0.1), 0.002, 'lock-step')).toMatchObject({ method: 'lock-step', loops: 1 });
  });

  it.each([
    // iteration, method, loops, pairs: C1.1 of the specification for lock-step
    [80e-9, 'lock-step', 25000, 80],
    [1e-3, 'lock-step', 2, 80],
    [1.5e-3, 'lock-step', 2, 54],
    [2.5e-3, 'lock-step', 1, 64],
    [4e-3, 'co-run', 7, 22],
    [15e-3, 'co-run', 2, 20],
    [200e-3, 'co-run', 1, 4],
    [5, 'co-run', 1, 2],
  ])('%d s an iteration: %s, %d loops, %d pairs', (iteration, method, loops, pairs) => {
    expect(slices(iteration)).toMatchObject({ method, loops, pairs });
  });

  it('never runs what waits at once: wall time would mean nothing', () => {
    expect(slices(20e-3, 2e-3, 0, 10)).toMatchObject({ method: 'lock-step', loops: 1, pairs: 12 });
  });

  it('tells waiting from being kept off the CPU by others', () => {
    expect(slices(40e-3, 15e-3, 60, 2)).toMatchObject({ method: 'co-run', loops: 2, pairs: 20 });
    expect(slices(3e-3, 1e-3, 60, 2)).toMatchObject({ method: 'lock-step', loops: 2, pairs: 80 });
  });

  it('runs one side after the other where only one process can run, unless the suite asks for something else', () => {
    const iteration = { wall: 0.1, cpu: 0.1, voluntarySwitches: 0, involuntarySwitches: 0 };
    const exclusive = 'OSError: [Errno 98] Address already in use';
    expect(planSlices({ iteration, exclusive }, 0.002)).toMatchObject({ method: 'interleaved', pairs: 12 });
    expect(planSlices({ iteration, exclusive }, 0.002, 'co-run').method).toBe('co-run');
  });

  it('plans an even number of pairs and a warm-up of at least 60 ms, whatever the iteration', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-8, max: 100, noNaN: true }), (iteration) => {
        const { loops, pairs, warmup } = slices(iteration);
        expect(pairs % 2).toBe(0);
        expect(pairs).toBeGreaterThan(0);
        expect(warmup * loops * iteration).toBeGreaterThanOrEqual(0.06 * (1 - 1e-9));
      }),
    );
  });
});
