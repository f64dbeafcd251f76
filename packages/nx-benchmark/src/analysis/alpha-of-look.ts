import type { Policy } from '../domain/verdict';
import { alphaOfExtension } from './extend-policy';
import { alphaOfVariant } from './policy';

/**
 * Error probability of one look of one variant: an even share of what the part it belongs to may spend, be that the run
 * or an extension. Between two looks, that of the next.
 */
export function alphaOfLook(policy: Policy, variantCount: number, rounds: number): number {
  const { extensions = [], looks } = policy;
  const after = extensions.filter(({ from }) => from < rounds);
  const current = after.at(-1);
  return current === undefined
    ? alphaOfVariant(policy, variantCount) / looks.length
    : alphaOfExtension(policy, variantCount, after.length) / current.looks.length;
}
