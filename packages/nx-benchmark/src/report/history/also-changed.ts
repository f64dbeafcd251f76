import type { HistoryPoint } from './history';

/** Conditions whose values say nothing to a reader: content keys. */
const KEYS: ReadonlySet<string> = new Set(['files of the scenario', 'harness']);

/** What differs between two runs besides the candidate, as phrases: `Python 3.12.1 → 3.12.3`. */
export function alsoChanged(before: HistoryPoint, after: HistoryPoint): readonly string[] {
  return Object.entries(after.conditions).flatMap(([name, value]) => {
    const earlier = before.conditions[name] ?? '';
    if (earlier === value) return [];
    return [KEYS.has(name) ? name : `${name} ${earlier} → ${value}`];
  });
}
