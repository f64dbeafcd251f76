import { expect, it } from '@jest/globals';
import { madeStepHistory } from '../testing/made-step';
import { historyPage } from './history-page';

const page = historyPage(madeStepHistory());

it('shows text as text', () => {
  expect(page).not.toContain('<CPU>');
  expect(page).toContain('Another &lt;CPU&gt;');
});

it('needs nothing but itself', () => {
  expect(page).not.toMatch(/(?:src|href)="(?!#)/);
  expect(page).not.toMatch(/@import|url\(/);
  expect(page).toContain("default-src 'none'");
});

it('draws a point for every run and a mark for every change, and no number that is none', () => {
  expect(page.match(/class="dot"/g)).toHaveLength(20 + 20 + 3);
  expect(page.match(/class="mark"/g)).toHaveLength(1);
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});

it('opens what changed alone', () => {
  expect(page.match(/<details class="config"[^>]* open>/g)).toHaveLength(1);
  expect(page.match(/<details class="config"/g)).toHaveLength(3);
});
