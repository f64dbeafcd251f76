import { describe, expect, it } from '@jest/globals';
import { planRecording, probeIterations } from './plan-recording';

const MB = 2 ** 20;
const probed = { events: 100, bytes: 10_000 };

describe('planRecording', () => {
  it('records about a second, where that is not too large', () => {
    expect(planRecording(0.01, probed, 100 * MB)).toMatchObject({ iterations: 100, bytes: 1e6 });
    expect(planRecording(0.4, probed, 100 * MB).iterations).toBe(3);
  });

  it.each([1, 7, 100])('records as many iterations as fit in %d MB', (megabytes) => {
    const { iterations, bytes } = planRecording(1e-6, probed, megabytes * MB);
    expect(bytes).toBeLessThanOrEqual(megabytes * MB);
    expect((iterations + 1) * probed.bytes).toBeGreaterThan(megabytes * MB);
  });

  it('records one iteration at the least, however long or large it is', () => {
    expect(planRecording(60, probed, MB).iterations).toBe(1);
    expect(planRecording(1e-3, { events: 1e7, bytes: 1e9 }, MB).iterations).toBe(1);
  });

  it('has room for half as many events more than estimated, and for no more than a file may hold', () => {
    const { iterations, entries } = planRecording(1e-3, probed, 100 * MB);
    expect(entries).toBeGreaterThanOrEqual(1.5 * iterations * probed.events);
    const huge = planRecording(1e-3, { events: 1e7, bytes: 1e9 }, 100 * MB);
    expect(huge.entries * 100).toBeLessThan(102 * MB);
  });
});

describe('probeIterations', () => {
  it.each([
    [1e-6, 5000],
    [1e-3, 5],
    [2, 1],
  ])('of %d s each are %d', (seconds, count) => expect(probeIterations(seconds)).toBe(count));
});
