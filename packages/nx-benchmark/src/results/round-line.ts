import { METHODS } from '../domain/method';
import type { Round } from '../domain/round';
import { SIDES, type Side } from '../domain/side';
import { COLUMNS, type SliceColumns, toColumns, toSlices } from './round-columns';

const LETTER: Readonly<Record<Side, string>> = { baseline: 'b', candidate: 'c' };

interface RoundLine extends Omit<Round, 'order' | 'slices'> {
  /** One letter a pair: the side that went first. */
  readonly order: string;
  readonly slices: Readonly<Record<Side, SliceColumns>>;
}

/** One line of `rounds/<config>.jsonl`: every slice, times as whole nanoseconds. */
export function encodeRound(round: Round): string {
  const line: RoundLine = {
    ...round,
    order: round.order.map((side) => LETTER[side]).join(''),
    slices: { baseline: toColumns(round.slices.baseline), candidate: toColumns(round.slices.candidate) },
  };
  return JSON.stringify(line);
}

/** The reverse of `encodeRound`. @throws SyntaxError for what is no whole round */
export function decodeRound(text: string): Round {
  const line: unknown = JSON.parse(text);
  if (!isRoundLine(line)) throw new SyntaxError('no round');
  return {
    ...line,
    order: [...line.order].map((letter) => (letter === LETTER.baseline ? 'baseline' : 'candidate')),
    slices: { baseline: toSlices(line.slices.baseline), candidate: toSlices(line.slices.candidate) },
  };
}

/** Whether all is there that statistics are made of. */
function isRoundLine(value: unknown): value is RoundLine {
  const line = (value ?? {}) as Partial<RoundLine>;
  return (
    typeof line.index === 'number' &&
    typeof line.loops === 'number' &&
    typeof line.order === 'string' &&
    METHODS.some((method) => method === line.method) &&
    Array.isArray(line.cpus) &&
    SIDES.every(
      (side) =>
        isColumns(line.slices?.[side], line.slices?.baseline?.wall?.length) &&
        typeof line.processCpu?.[side] === 'number' &&
        typeof line.maxRss?.[side] === 'number',
    )
  );
}

function isColumns(columns: SliceColumns | undefined, length: number | undefined): boolean {
  return COLUMNS.every((name) => {
    const column: unknown = columns?.[name];
    return Array.isArray(column) && column.length > 0 && column.length === length;
  });
}
