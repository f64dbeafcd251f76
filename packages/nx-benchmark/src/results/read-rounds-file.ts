import { existsSync, readFileSync } from 'node:fs';
import type { Round } from '../domain/round';
import { decodeRound } from './round-line';

/** The rounds in a file, in order. */
export interface RoundsFile {
  readonly rounds: readonly Round[];
  /** Whole lines that are no rounds. */
  readonly damaged: number;
}

/** Every finished round; none where there is no file. A last line that a crash cut short is no damage. */
export function readRoundsFile(path: string): RoundsFile {
  if (!existsSync(path)) return { rounds: [], damaged: 0 };
  const rounds: Round[] = [];
  let damaged = 0;
  const lines = readFileSync(path, 'utf8').split('\n');
  for (const [at, line] of lines.entries()) {
    const round = decoded(line);
    if (round !== undefined) rounds.push(round);
    else if (at < lines.length - 1) damaged++;
  }
  return { rounds, damaged };
}

function decoded(line: string): Round | undefined {
  try {
    return decodeRound(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
