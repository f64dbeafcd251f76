import { describe, expect, it } from '@jest/globals';
import { compareInstructions } from './compare-instructions';

describe('compareInstructions', () => {
  it('tells the iterations from the start of the process', () => {
    const counts = {
      baseline: [
        [400e6 + 10 * 1e6, 400e6 + 50 * 1e6],
        [300e6 + 10 * 1e6, 300e6 + 50 * 1e6],
      ],
      // A heavier start, and an iteration of 1 % more, or 3 %.
      candidate: [
        [500e6 + 10 * 1.01e6, 500e6 + 50 * 1.01e6],
        [500e6 + 10 * 1.03e6, 500e6 + 50 * 1.03e6],
      ],
    } as const;
    const compared = compareInstructions(counts, [10, 50])!;
    expect(compared.perIteration.baseline).toBeCloseTo(1e6, 6);
    expect(compared.perIteration.candidate).toBeCloseTo(1.02e6, 6);
    expect(compared.change).toBeCloseTo(0.02, 12);
    expect(compared.spread).toBeCloseTo(0.01, 12);
  });

  it('says nothing where more iterations are not more instructions', () => {
    const counts = { baseline: [[100, 100]], candidate: [[100, 200]] } as const;
    expect(compareInstructions(counts, [1, 2])).toBeUndefined();
  });
});
