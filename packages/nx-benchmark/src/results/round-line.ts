import type { Round } from '../domain/round';
import type { Side } from '../domain/side';
import { type SliceColumns, toColumns, toSlices } from './round-columns';

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

/** The reverse of `encodeRound`. @throws SyntaxError for half a line */
export function decodeRound(text: string): Round {
  const line = JSON.parse(text) as RoundLine;
  return {
    ...line,
    order: [...line.order].map((letter) => (letter === LETTER.baseline ? 'baseline' : 'candidate')),
    slices: { baseline: toSlices(line.slices.baseline), candidate: toSlices(line.slices.candidate) },
  };
}
