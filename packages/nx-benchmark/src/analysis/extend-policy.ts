import type { Extension, Policy } from '../domain/verdict';
import { looksBetween } from './looks-between';
import { alphaOfVariant } from './policy';

/** The policy of a variant that gets `more` rounds after `from`, its last look so far having proven nothing. */
export function extendPolicy(policy: Policy, from: number, more: number): Policy {
  const to = from + more;
  const extension: Extension = { from, to, looks: looksBetween(from, to) };
  return { ...policy, extensions: [...(policy.extensions ?? []), extension] };
}

/**
 * What extension number `number` (from 1) of one of `variantCount` variants may spend: half as much as the one before,
 * the first half as much as the run itself. So any number of them together spends less than twice the run's budget, and
 * nobody has to say beforehand how many there will be.
 */
export function alphaOfExtension(policy: Policy, variantCount: number, number: number): number {
  return alphaOfVariant(policy, variantCount) * 2 ** -number;
}
