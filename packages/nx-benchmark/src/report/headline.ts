import type { RankedConfig } from './ranked-configs';

/** What came of a run, the worst first: `2 regressions (blocking), 1 inconclusive, 12 no change`. */
export function headline(configs: readonly RankedConfig[]): string {
  const counts = new Map<string, number>();
  for (const { words } of configs) counts.set(words, (counts.get(words) ?? 0) + 1);
  return [...counts].map(([words, count]) => `${count} ${count === 1 ? words : plural(words)}`).join(', ');
}

function plural(words: string): string {
  return words.replace(/^(regression|improvement)/, '$1s');
}
