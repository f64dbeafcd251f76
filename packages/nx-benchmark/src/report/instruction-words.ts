import type { InstructionComparison } from '../domain/instruction-comparison';
import { instructions, signedPercent } from './units';

/** `1.204 M → 1.217 M, +1.08 % ± 0.02 %`. */
export function instructionText({ perIteration, change, spread }: InstructionComparison): string {
  const counts = `${instructions(perIteration.baseline)} → ${instructions(perIteration.candidate)}`;
  return `${counts}, ${signedPercent(change)} ± ${(spread * 100).toFixed(2)} %`;
}
