import type { AgainstReport } from './against-report';

/** What a difference of two changes is, by what the runs have in common. */
export function questionWords(question: AgainstReport['question']): string {
  return question === 'candidates'
    ? 'the current candidate with the reference candidate, by their ratios to the same baseline'
    : 'the current change with the reference change, each over its own baseline';
}
