import type { Estimate } from '../../domain/verdict';
import type { Glyphs } from './glyphs';

/**
 * An interval in one line of `width` columns, an odd number: 0 in the middle, the margin on either side of it, as in
 * `┊  ├┼●─┤ ┊`. The ends are left or right of each mark exactly as the numbers are, so that what the verdict rests on can be
 * seen; between the marks they are right to a column. What lies beyond the axis is an arrow.
 *
 * @param margin above 0, a fraction as the estimate's
 */
export function drawnInterval(
  { change, low, high }: Estimate,
  margin: number,
  width: number,
  glyphs: Glyphs,
): string {
  const reach = (width - 1) / 2;
  const mark = markColumn(width);
  const columnsOf = (value: number) => (value / margin) * mark;
  const [from, to] = ends(columnsOf(low), columnsOf(high), mark);
  const middle = Math.min(Math.max(Math.round(columnsOf(change)), from), to);
  const cells = Array.from({ length: width }, (_, at) => {
    const column = at - reach;
    const marked = column === 0 || Math.abs(column) === mark;
    if (column === -reach && from < -reach) return glyphs.below;
    if (column === reach && to > reach) return glyphs.above;
    if (column === middle) return glyphs.estimate;
    if (column === from) return glyphs.low;
    if (column === to) return glyphs.high;
    if (from < column && column < to) return marked ? glyphs.crossing : glyphs.bar;
    if (column === 0) return glyphs.zero;
    return marked ? glyphs.margin : ' ';
  });
  return cells.join('');
}

/** What stands above such lines: the margin in words on either side, and 0 where there is room for it; '' without any. */
export function axisLabels(margin: string, width: number): string {
  const reach = (width - 1) / 2;
  const mark = markColumn(width);
  const [low, high] = [`-${margin}`, `+${margin}`];
  const start = Math.max(0, reach - mark - Math.floor(low.length / 2));
  const end = Math.max(reach + mark - Math.floor(high.length / 2), start + low.length + 1);
  const between = end - start - low.length;
  const zero = reach - start - low.length;
  const gap = zero >= 1 && between - zero >= 2 ? `${' '.repeat(zero)}0`.padEnd(between) : ' '.repeat(between);
  const line = `${' '.repeat(start)}${low}${gap}${high}`;
  return line.length > width ? '' : line;
}

/** Columns from 0 to the margin: half of what there is, so that there is room to see how far beyond it something is. */
function markColumn(width: number): number {
  return Math.ceil((width - 1) / 4);
}

/**
 * The columns of an interval's ends. Rounding inwards keeps each on its side of a mark; an interval that lies between two
 * columns takes the one that is no mark, since it touches none.
 */
function ends(low: number, high: number, mark: number): readonly [from: number, to: number] {
  const [from, to] = [Math.ceil(low), Math.floor(high)];
  if (from <= to) return [from, to];
  const only = from === 0 || Math.abs(from) === mark ? to : from;
  return [only, only];
}
