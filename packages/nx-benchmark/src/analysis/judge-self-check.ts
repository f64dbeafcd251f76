import type { SelfCheck } from '../domain/self-check';
import type { Estimate, Policy } from '../domain/verdict';
import type { RoundStatistics } from './round-statistics';
import { statisticResults } from './statistic-results';
import { testedStatistics } from './tested-statistics';

/** Rounds after which the check is judged: once, and where that would fail it once more, more strictly. */
export const SELF_CHECK_ROUNDS = { first: 6, last: 12 } as const;

/**
 * Error probabilities of one interval. The first look is easily failed and only asks for more rounds; the last one
 * decides, and declares a sound machine unusable in one run in a thousand for each tested statistic at the most.
 */
const ALPHA = { first: 0.01, last: 0.001 } as const;

/** Normal quantiles of 99 % and 95 %: an effect is then found at a level of 1 % with a power of 95 %. */
const EFFECT_PER_ERROR = 2.58 + 1.65;

/**
 * Judges rounds in which both sides were the baseline.
 *
 * @param rounds `SELF_CHECK_ROUNDS.first` or `.last` of them
 */
export function judgeSelfCheck(
  variant: string,
  rounds: readonly RoundStatistics[],
  policy: Policy,
): SelfCheck {
  const alpha = rounds.length < SELF_CHECK_ROUNDS.last ? ALPHA.first : ALPHA.last;
  const results = statisticResults(rounds, testedStatistics(rounds), alpha).filter(({ tested }) => tested);
  const spread = Math.max(0, ...results.map(({ deviation }) => deviation));
  const error = EFFECT_PER_ERROR * spread;
  return {
    variant,
    rounds: rounds.length,
    results,
    passed: results.every((result) => !distorts(result, policy)),
    expectedRounds: Math.max(policy.looks[0]!, Math.ceil((error / Math.log1p(policy.margin)) ** 2)),
    smallestChange: Math.expm1(error / Math.sqrt(policy.looks.at(-1)!)),
  };
}

/**
 * Whether a difference between equal sides is proven that could be a verdict. Below half the margin none is, and rounds that
 * hardly differ from each other prove tenths of a per cent: no reason to refuse a machine.
 */
function distorts({ low, high }: Estimate, { margin }: Policy): boolean {
  const proven = low > 0 || high < 0;
  return proven && Math.max(-low, high) > margin / 2;
}
