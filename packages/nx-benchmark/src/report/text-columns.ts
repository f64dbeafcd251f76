import { textWidth } from './text-width';

/** Blanks before the first column, and between two. */
export interface ColumnSpacing {
  readonly indent?: number;
  readonly gap: number;
}

/**
 * Rows of cells as lines, each column as wide as its widest cell; colour has no width, and a cell may have several lines.
 * For tables of any length: libraries that know of cells across columns compare each cell with all above it.
 */
export function textColumns(
  rows: readonly (readonly string[])[],
  { indent = 0, gap }: ColumnSpacing,
): string[] {
  const cells = rows.map((row) => row.map((cell) => cell.split('\n')));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, lines] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, ...lines.map(textWidth));
    }
  }
  return cells.flatMap((row) => {
    const height = Math.max(...row.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) => {
      const padded = row.map((lines, column) => padEnd(lines[at] ?? '', widths[column]!));
      return `${' '.repeat(indent)}${padded.join(' '.repeat(gap))}`.trimEnd();
    });
  });
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(width - textWidth(text));
}
