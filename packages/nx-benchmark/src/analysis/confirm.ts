import type { Estimate, Verdict } from '../domain/verdict';
import type { Decision } from './decide';

/**
 * What two parts of fresh rounds say together, each judged by the same rule: a regression only if both say so, else
 * nothing sure. Never more than the first said.
 *
 * @param first its verdict is a regression
 * @param second without a verdict as long as it is measured, or if it was stopped
 */
export function confirm(
  first: Decision & { readonly verdict: Verdict },
  second: Decision,
): Decision & { readonly verdict: Verdict } {
  const { results, verdict } = first;
  const statistic = verdict.moved[0];
  const parts = [first, second].flatMap(({ results }) => {
    const told = results.find((result) => result.statistic === statistic);
    return told === undefined ? [] : [estimate(told)];
  });
  if (second.verdict?.kind === 'regression')
    return { results, verdict: { ...verdict, confirmed: true, parts } };
  return {
    results,
    verdict: { kind: 'inconclusive', moved: [], rounds: verdict.rounds, confirmed: false, parts },
  };
}

function estimate({ change, low, high }: Estimate): Estimate {
  return { change, low, high };
}
