import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ASCII, UNICODE } from './glyphs';
import { axisLabels, drawnInterval } from './interval-axis';

const draw = (low: number, change: number, high: number, width = 21) =>
  drawnInterval({ change, low, high }, 0.02, width, ASCII);

describe('drawnInterval', () => {
  // With 21 columns the margin of 2 % is five from 0: a column is 0.4 %.
  it.each([
    [-0.0102, 0.0038, 0.0179, '     :  [-+o--]:'],
    [0.004, 0.008, 0.012, '     :    |[o] :'],
    [-0.03, -0.024, -0.022, '   [o:    |    :'],
    [-0.01, 0.01, 0.03, '     :  [-+--o-+-]'],
    [0.1, 0.11, 0.12, '     :    |    :    >'],
    [-0.5, -0.3, 0.001, '<----+----]    :'],
    [-0.9, 0, 1e300, '<----+----o----+---->'],
    [0, 0, 0, '     :    o    :'],
  ])('draws [%d, %d, %d]', (low, change, high, line) => {
    expect(draw(low, change, high).trimEnd()).toBe(line);
  });

  it('is drawn with lines where the terminal has them', () => {
    expect(drawnInterval({ change: 0, low: -0.01, high: 0.03 }, 0.02, 15, UNICODE)).toBe('   ┊ ├─●───┼─┤ ');
  });

  it('shows on which side of 0 and of the margin each end is, however near', () => {
    const fraction = fc.double({ min: -0.05, max: 0.05, noNaN: true });
    const odd = fc.integer({ min: 7, max: 20 }).map((half) => 2 * half + 1);
    fc.assert(
      fc.property(fraction, fraction, fraction, odd, (a, b, c, width) => {
        const [low, change, high] = [a, b, c].toSorted((x, y) => x - y) as [number, number, number];
        const line = draw(low, change, high, width);
        expect(line).toHaveLength(width);
        const reach = (width - 1) / 2;
        const mark = Math.ceil(reach / 2);
        const columns = [...line].flatMap((glyph, at) => ('[-+o]<>'.includes(glyph) ? [at - reach] : []));
        const [from, to] = [columns[0]!, columns.at(-1)!];
        for (const [value, column] of [
          [0, 0],
          [0.02, mark],
          [-0.02, -mark],
        ] as const) {
          if (low > value) expect(from).toBeGreaterThan(column);
          else if (high < value) expect(to).toBeLessThan(column);
          else expect(from <= column && column <= to).toBe(true);
        }
      }),
    );
  });
});

describe('axisLabels', () => {
  it('stand above their marks, and 0 where there is room for it', () => {
    expect(axisLabels('2 %', 21)).toBe('   -2 %   0  +2 %');
    expect(axisLabels('2 %', 15)).toBe(' -2 %  0 +2 %');
    expect(axisLabels('margin', 15)).toBe('-margin +margin');
    expect(axisLabels('0.125 %', 15)).toBe('');
  });
});
