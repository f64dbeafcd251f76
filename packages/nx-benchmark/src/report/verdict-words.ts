import type { StatisticName, Verdict } from '../domain/verdict';
import { changeText } from './change-text';
import { counted } from './counted';
import { plusMinus } from './units';

/** What moved, in words. */
export const STATISTIC_WORDS: Readonly<Record<StatisticName, string>> = {
  'main-path': 'main path',
  'all-work': 'all work, background too',
  waiting: 'time on the wall',
  sequential: 'one side after the other',
};

/** The verdict as a phrase: `regression (blocking)`, `no change within ±5 %`, `inconclusive, about 12 more rounds needed`. */
export function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'regression':
      return verdict.level === 'regression' ? 'regression' : `regression (${verdict.level})`;
    case 'improvement':
      return verdict.level === undefined ? 'improvement' : `improvement (${verdict.level})`;
    case 'no-change':
      return verdict.within === undefined ? 'no change' : `no change within ${plusMinus(verdict.within)}`;
    case 'inconclusive':
      if (verdict.confirmed === false) return 'inconclusive, not confirmed';
      return verdict.moreRounds === undefined
        ? 'inconclusive'
        : `inconclusive, about ${counted(verdict.moreRounds, 'more round')} needed`;
  }
}

/** What the two parts of a regression that was measured twice say; undefined where there was one part alone. */
export function confirmationWords({ confirmed, parts = [] }: Verdict): string | undefined {
  if (confirmed === undefined) return undefined;
  const [first, second] = parts.map(changeText);
  return `${confirmed ? 'confirmed' : 'not confirmed'}: ${first} at first, then ${second ?? 'too few rounds to say'}`;
}
