import type { Policy } from '../domain/verdict';

/**
 * Unless the workspace says otherwise: ± 2 % is no change, 5 % blocks, 5 % more memory is a regression, one scenario in
 * twenty may err.
 */
export const defaultPolicy: Policy = {
  margin: 0.02,
  blocking: 0.05,
  memory: 0.05,
  alpha: 0.05,
  alphaPerVariant: 0.01,
  looks: [6, 8, 10, 13, 16, 20, 26, 32, 40, 50, 63, 80],
};

/**
 * The share of the scenario's error budget one of its `variantCount` variants may spend (Bonferroni: it needs no
 * assumption about how the variants depend on each other), capped for scenarios of few.
 */
export function alphaOfVariant(policy: Policy, variantCount: number): number {
  return Math.min(policy.alphaPerVariant, policy.alpha / variantCount);
}

/** Every look, those of extensions included. Where an extension began, the looks that were left fall away. */
export function looksOf({ looks, extensions = [] }: Policy): readonly number[] {
  const [first] = extensions;
  if (first === undefined) return looks;
  return [
    ...looks.filter((look) => look <= first.from),
    ...extensions.flatMap((extension) => extension.looks),
  ];
}

/** The first look after `rounds` rounds, or undefined past the last. */
export function nextLook(policy: Policy, rounds: number): number | undefined {
  return looksOf(policy).find((look) => look > rounds);
}

/** Whether measuring is to end at the next look, `seconds` having been spent; who asks for more rounds has the time. */
export function isTimeUp({ maxSeconds, extensions }: Policy, seconds: number): boolean {
  return maxSeconds !== undefined && extensions === undefined && seconds >= maxSeconds;
}
