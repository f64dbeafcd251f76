import Table from 'cli-table3';
import type { Times } from '../profile/sum-tree';
import { functionCell } from './function-cell';
import { NO_BORDERS } from './no-borders';

const WIDTH = 80;
const GAP = 2;
/** A name gets so much even where numbers leave less. */
const NARROWEST_NAME = 20;

/** A line of a table: numbers, and the function they are about. */
export interface ProfileRow {
  readonly cells: readonly string[];
  readonly name: string;
  /** Below the name. */
  readonly note?: string | undefined;
}

/** A table of functions, at most 80 columns wide: numbers to the left, names in what they leave. */
export function profileTable(head: readonly string[], title: string, rows: readonly ProfileRow[]): string {
  const widths = head.map((text, at) =>
    Math.max(...[text, ...rows.map(({ cells }) => cells[at]!)].map(widthOf)),
  );
  const left = WIDTH - widths.reduce((sum, width) => sum + width + GAP, 0);
  const nameWidth = Math.max(NARROWEST_NAME, left);
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
    colAligns: [...head.map(() => 'right' as const), 'left'],
  });
  table.push(
    [...head, title],
    ...rows.map(({ cells, name, note }) => [
      ...cells,
      [functionCell(name, nameWidth), ...(note === undefined ? [] : [`  ${note}`])].join('\n'),
    ]),
  );
  const lines = table.toString().split('\n');
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Calls as pstats shows them: all, and behind a stroke those that were no recursion, where they differ. */
export function callsText({ calls, primitiveCalls }: Times): string {
  return calls === primitiveCalls ? `${calls}` : `${calls}/${primitiveCalls}`;
}

function widthOf(cell: string): number {
  return Math.max(...cell.split('\n').map(({ length }) => length));
}
