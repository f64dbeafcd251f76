import { expect, it } from '@jest/globals';
import { madeStepHistory } from '../testing/made-step';
import { historyMarkdown } from './history-markdown';

it('lists what changed, and every series in a table that no text breaks', () => {
  const lines = historyMarkdown(madeStepHistory()).split('\n');
  expect(lines[0]).toBe('### History: 1 change point in 2 series; 1 series has too few runs');
  const items = lines.filter((line) => line.startsWith('* '));
  expect(items).toHaveLength(1);
  expect(items[0]).toContain('**span, start**: slower, +');
  expect(items[0]).toContain('at 2026-09-11 09:30 UTC');
  expect(items[0]).toContain('`nx run span:analyze --runId=run-0011`');
  const table = lines.filter((line) => line.startsWith('|'));
  expect(table).toHaveLength(2 + 3);
  for (const row of table) expect(row.split(/(?<!\\)\|/)).toHaveLength(9);
  expect(table.at(-1)).toContain('Another &lt;CPU&gt;');
  expect(lines.at(-1)).toBe('Skipped: 1 folder of results without a manifest: /runs/x/span.');
});
