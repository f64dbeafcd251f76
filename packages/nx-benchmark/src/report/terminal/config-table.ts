import type { Estimate } from '../../domain/verdict';
import { shortened } from '../shortened';
import { textColumns } from '../text-columns';
import { axisLabels, drawnInterval } from './interval-axis';
import { GAP, tableLayout } from './table-layout';
import type { TerminalStyle } from './terminal-style';

/** A line of the table. */
export interface TableRow {
  readonly name: string;
  readonly verdict: string;
  /** Says as much as a verdict where there is little room. */
  readonly shortVerdict?: string | undefined;
  readonly color?: ((text: string) => string) | undefined;
  readonly estimate?: Estimate | undefined;
  /** Of the row's own rule; without it the interval is not drawn. Fraction. */
  readonly margin?: number | undefined;
}

/** One line a row: its name, the verdict in words, the change with its interval, and that drawn against the margin. */
export function configTable(rows: readonly TableRow[], style: TerminalStyle): string[] {
  const changes = changeCells(rows.map(({ estimate }) => estimate));
  const titles = { name: 'config', verdict: 'verdict', change: '' };
  const layout = tableLayout(
    [titles, ...rows.map((row, at) => ({ ...row, change: changes[at]! }))],
    style.width,
  );
  const { glyphs } = style;
  const cells = rows.map(({ name, verdict, shortVerdict, color = String, estimate, margin }, at) => [
    shortened(name, layout.name, glyphs.ellipsis),
    color(layout.short ? (shortVerdict ?? verdict) : verdict),
    changes[at]!,
    estimate === undefined || margin === undefined || layout.axis === 0
      ? ''
      : drawnInterval(estimate, margin, layout.axis, glyphs),
  ]);
  const head = [titles.name, titles.verdict, ...rightTitles(rows, layout.axis)];
  // The codes of a colour would keep the blanks before an empty cell.
  return textColumns([head.map((title) => title && style.colors.dim(title)), ...cells], { gap: GAP });
}

function rightTitles(rows: readonly TableRow[], axis: number): [change: string, axis: string] {
  const empty = rows.every(({ estimate }) => estimate === undefined);
  return empty ? ['', ''] : ['change in %', labels(rows, axis)];
}

/** Rows of different rules share the marks, but no number for them. */
function labels(rows: readonly TableRow[], axis: number): string {
  const margins = [...new Set(rows.flatMap(({ margin }) => margin ?? []))];
  if (axis === 0 || margins.length === 0) return '';
  return axisLabels(
    margins.length === 1 ? `${Number((margins[0]! * 100).toPrecision(3))} %` : 'margin',
    axis,
  );
}

/** `+11.21 [+10.00, +12.00]`, with numbers and brackets below each other. */
function changeCells(estimates: readonly (Estimate | undefined)[]): string[] {
  const texts = estimates.map(
    (estimate) => estimate && [estimate.change, estimate.low, estimate.high].map(perCent),
  );
  const [change, low, high] = [0, 1, 2].map((column) =>
    texts.reduce((widest, numbers) => Math.max(widest, numbers?.[column]?.length ?? 0), 0),
  ) as [number, number, number];
  return texts.map((numbers) => {
    if (numbers === undefined) return '';
    const [a, b, c] = numbers as [string, string, string];
    return `${a.padStart(change)} [${b.padStart(low)}, ${c.padStart(high)}]`;
  });
}

/** Two wild rounds can span more than anybody wants to read. */
const MOST_PERCENT = 9999;

function perCent(fraction: number): string {
  const percent = fraction * 100;
  if (percent > MOST_PERCENT) return `>${MOST_PERCENT}`;
  return `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(2)}`;
}
