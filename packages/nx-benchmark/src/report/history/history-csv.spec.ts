import { expect, it } from '@jest/globals';
import { madeStepHistory } from '../testing/made-step';
import { historyCsv } from './history-csv';

it('has a line a run of a config, and marks the first after a change', () => {
  const [names, ...rows] = historyCsv(madeStepHistory())
    .split('\r\n')
    .map((line) => line.split(','));
  expect(rows).toHaveLength(20 + 20 + 3);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([names!.length]));
  const cell = (row: string[], name: string) => row[names!.indexOf(name)];
  const marked = rows.filter((row) => cell(row, 'change_point') !== '');
  expect(marked.map((row) => [cell(row, 'config'), cell(row, 'run_id'), cell(row, 'change_point')])).toEqual([
    ['start', 'run-0011', 'slower'],
  ]);
  expect(Number(cell(marked[0]!, 'change_percent'))).toBeCloseTo(3, 0);
  expect(Number(cell(marked[0]!, 'candidate_mean_seconds'))).toBeCloseTo(1.03e-3, 4);
});
