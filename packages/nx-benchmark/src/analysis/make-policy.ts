import type { PolicySettings } from '../domain/policy-settings';
import type { Policy } from '../domain/verdict';
import { looksBetween } from './looks-between';
import { defaultPolicy } from './policy';

/** Variants of a scenario that get an equal share of its error budget, however few they are. */
const SHARES = 5;

/** The rule that settings ask for; what they leave open is as in `defaultPolicy`. */
export function makePolicy(settings: PolicySettings): Policy {
  const { margin, blocking, alpha, memoryMargin, maxRounds, maxMinutes } = settings;
  const budget = alpha ?? defaultPolicy.alpha;
  return {
    margin: margin === undefined ? defaultPolicy.margin : margin / 100,
    blocking: blocking === undefined ? defaultPolicy.blocking : blocking / 100,
    memory: memoryMargin === undefined ? defaultPolicy.memory! : memoryMargin / 100,
    alpha: budget,
    alphaPerVariant: budget / SHARES,
    looks: maxRounds === undefined ? defaultPolicy.looks : looksUpTo(maxRounds),
    ...(maxMinutes === undefined ? {} : { maxSeconds: maxMinutes * 60 }),
  };
}

/** The usual looks as far as they go, and on in the same manner; the last one is at `rounds` itself. */
function looksUpTo(rounds: number): readonly number[] {
  const usual = defaultPolicy.looks.filter((look) => look < rounds);
  const last = defaultPolicy.looks.at(-1)!;
  return rounds > last ? [...usual, ...looksBetween(last, rounds)] : [...usual, rounds];
}
