import { SIDES, type Side } from '../domain/side';
import type { Plan } from './plan';

/** The sides of a plan: without the candidate where the baseline is alone. */
export function sidesOf(plan: Pick<Plan, 'requirements'>): readonly Side[] {
  return SIDES.filter((side) => plan.requirements[side].kind !== 'none');
}
