import type { Estimate } from '../domain/verdict';
import { signedPercent } from './units';

/** A change with its interval: `+0.20 % [-0.40 %, +0.80 %]`. */
export function changeText({ change, low, high }: Estimate): string {
  return `${signedPercent(change)} [${signedPercent(low)}, ${signedPercent(high)}]`;
}
