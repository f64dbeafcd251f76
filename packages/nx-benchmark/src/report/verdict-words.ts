import type { StatisticName, Verdict } from '../domain/verdict';

/** What moved, in words. */
export const STATISTIC_WORDS: Readonly<Record<StatisticName, string>> = {
  'main-path': 'main path',
  'all-work': 'rare or background work included',
  waiting: 'time on the wall',
};

/** The verdict as a phrase: `regression (blocking)`, `no change`, `inconclusive, about 12 more rounds needed`. */
export function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'regression':
      return verdict.level === 'regression' ? 'regression' : `regression (${verdict.level})`;
    case 'improvement':
      return 'improvement';
    case 'no-change':
      return 'no change';
    case 'inconclusive':
      return verdict.moreRounds === undefined
        ? 'inconclusive'
        : `inconclusive, about ${verdict.moreRounds} more rounds needed`;
  }
}
