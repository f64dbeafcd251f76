import type { Policy } from '../domain/verdict';

/** Unless the workspace says otherwise: ± 2 % is no change, 5 % blocks, one scenario in twenty may err. */
export const defaultPolicy: Policy = {
  margin: 0.02,
  blocking: 0.05,
  alpha: 0.05,
  alphaPerVariant: 0.01,
  looks: [6, 8, 10, 13, 16, 20, 26, 32, 40],
};

/**
 * The share of the scenario's error budget one of its `variantCount` variants may spend (Bonferroni: it needs no
 * assumption about how the variants depend on each other), capped for scenarios of few.
 */
export function alphaOfVariant(policy: Policy, variantCount: number): number {
  return Math.min(policy.alphaPerVariant, policy.alpha / variantCount);
}

/** The first look after `rounds` rounds, or undefined past the last. */
export function nextLook(policy: Policy, rounds: number): number | undefined {
  return policy.looks.find((look) => look > rounds);
}
