import type { MemoryComparison } from '../domain/memory-comparison';
import { changeText } from './change-text';
import { bytes, signedPercent } from './units';

/** `45.1 MB → 45.2 MB, +0.20 % [-0.40 %, +0.80 %]`; without the interval where there is none. */
export function memoryText({ bytes: { baseline, candidate }, estimate }: MemoryComparison): string {
  const sizes = `${bytes(baseline)} → ${bytes(candidate)}`;
  if (estimate === undefined) return sizes;
  return `${sizes}, ${changeText(estimate)}`;
}

/** `memory +7.20 %: regression`, where it is one; else undefined. */
export function memoryVerdict({ estimate, level }: MemoryComparison): string | undefined {
  if (estimate === undefined || level === undefined) return undefined;
  return `memory ${signedPercent(estimate.change)}: ${memoryLevelWords(level)}`;
}

/** The level as a phrase: `regression`, `regression (blocking)`. */
export function memoryLevelWords(level: NonNullable<MemoryComparison['level']>): string {
  return level === 'regression' ? 'regression' : `regression (${level})`;
}
