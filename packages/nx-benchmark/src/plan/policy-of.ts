import type { Policy } from '../domain/verdict';
import type { Plan } from './plan';

/** The rule for a config: its own where it has one. */
export function policyOf(
  { policy, ownPolicies }: Pick<Plan, 'policy' | 'ownPolicies'>,
  variant: string,
): Policy {
  return ownPolicies?.[variant] ?? policy;
}
