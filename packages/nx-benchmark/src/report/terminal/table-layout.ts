import { textWidth } from '../text-width';

/** Columns between two cells. */
export const GAP = 2;

/** What the columns of the table have to hold. */
export interface LaidOutRow {
  readonly name: string;
  readonly verdict: string;
  readonly shortVerdict?: string | undefined;
  readonly change: string;
}

/** How wide the name and the drawn interval may be; the other two are as wide as they are. */
export interface TableLayout {
  readonly name: number;
  /** Whether verdicts are in their short words. */
  readonly short: boolean;
  /** An odd number, or 0 where there is no room to draw. */
  readonly axis: number;
}

/** Narrower ones show too little. */
const NARROWEST_AXIS = 15;
/** Wider ones show no more. */
const WIDEST_AXIS = 41;
/** A name keeps so much. */
const NARROWEST_NAME = 14;

/**
 * Shares `width` columns among the cells of a row. What there is too little room for goes in this order: the long words of
 * verdicts, the middle of names, the drawn intervals.
 */
export function tableLayout(rows: readonly LaidOutRow[], width: number): TableLayout {
  const longest = widest(rows.map(({ name }) => name));
  const change = widest(rows.map((row) => row.change));
  const long = widest(rows.map(({ verdict }) => verdict));
  const brief = widest(rows.map(({ verdict, shortVerdict }) => shortVerdict ?? verdict));
  const left = (verdict: number) => width - verdict - change - 3 * GAP;
  const short = left(long) < longest + NARROWEST_AXIS;
  const room = left(short ? brief : long);
  const name = Math.min(longest, Math.max(room - NARROWEST_AXIS, NARROWEST_NAME));
  const axis = Math.min(room - name, WIDEST_AXIS);
  if (axis < NARROWEST_AXIS) return { name: Math.max(1, Math.min(longest, room + GAP)), short, axis: 0 };
  return { name, short, axis: axis % 2 === 0 ? axis - 1 : axis };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, textWidth(text)), 0);
}
