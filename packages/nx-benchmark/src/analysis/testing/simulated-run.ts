import type { Verdict } from '../../domain/verdict';
import { type Decision, decide } from '../decide';
import { defaultPolicy } from '../policy';
import type { RoundStatistics } from '../round-statistics';
import { simulatedStatistics, type Truth } from './simulated-statistics';

/** A run of one variant that went from look to look until the rule gave its verdict, and the rounds it took. */
export function simulatedRun(
  truth: Truth,
  random: () => number,
): Decision & { readonly verdict: Verdict; readonly rounds: readonly RoundStatistics[] } {
  let rounds: RoundStatistics[] = [];
  for (const look of defaultPolicy.looks) {
    rounds = [...rounds, ...simulatedStatistics(truth, look - rounds.length, random)];
    const { results, verdict } = decide(rounds, defaultPolicy, 1);
    if (verdict !== undefined) return { results, verdict, rounds };
  }
  throw new Error('the last look gave no verdict');
}
