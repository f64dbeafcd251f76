import { describe, expect, test } from '@jest/globals';
import { seededWindows } from './seeded-windows';

describe('seededWindows', () => {
  test('lie in layers over the whole series, each overlapping the next by half or more', () => {
    const windows = seededWindows(100, 6, 200);
    const widths = [...new Set(windows.map(({ start, end }) => end - start))];
    expect(widths).toEqual([100, 71, 50, 35, 25, 18, 13, 9, 6]);
    for (const width of widths) {
      const layer = windows.filter(({ start, end }) => end - start === width);
      // Definition 1 of the paper.
      expect(layer).toHaveLength(2 * Math.ceil(100 / width) - 1);
      expect([layer[0]!.start, layer.at(-1)!.end]).toEqual([0, 100]);
      const shifts = layer.slice(1).map(({ start }, at) => start - layer[at]!.start);
      expect(Math.max(0, ...shifts)).toBeLessThanOrEqual(width / 2 + 1);
    }
  });

  test('fill any stretch by a third at least, wherever it lies', () => {
    for (const length of [6, 7, 20, 53, 260]) {
      const windows = seededWindows(length, 6, 200);
      for (let start = 0; start < length; start++) {
        for (let end = start + 18; end <= length; end++) {
          const inside = windows.filter((window) => window.start >= start && window.end <= end);
          const widest = Math.max(0, ...inside.map((window) => window.end - window.start));
          expect(widest).toBeGreaterThanOrEqual(Math.min(200, end - start) / 3);
        }
      }
    }
  });

  test('are few', () => {
    const total = (length: number) =>
      seededWindows(length, 6, 200).reduce((sum, { start, end }) => sum + end - start, 0);
    expect(total(200)).toBeLessThan(200 * 2 * 12);
    // The widest are as wide as they were, so a longer series has more of them and no wider ones.
    expect(total(2000)).toBeLessThan(2000 * 2 * 12);
  });

  test('are none in a series that is too short', () => {
    expect(seededWindows(5, 6, 200)).toEqual([]);
    expect(seededWindows(0, 6, 200)).toEqual([]);
    expect(seededWindows(6, 6, 200)).toEqual([{ start: 0, end: 6 }]);
  });
});
