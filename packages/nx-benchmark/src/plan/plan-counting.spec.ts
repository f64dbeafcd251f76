import { describe, expect, it } from '@jest/globals';
import { planCounting } from './plan-counting';

describe('planCounting', () => {
  it.each([
    [1e-6, [10_000, 30_000]],
    [1e-3, [10, 30]],
    [0.04, [1, 3]],
    [2, [1, 3]],
  ])('has few and many iterations of %d s: %j', (seconds, loops) => {
    expect(planCounting(seconds).loops).toEqual(loops);
  });

  it('says what a long iteration costs', () => {
    expect(planCounting(1e-3).seconds).toBeLessThan(20);
    expect(planCounting(2).seconds).toBeGreaterThan(600);
  });
});
