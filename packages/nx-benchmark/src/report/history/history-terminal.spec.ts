import { expect, it } from '@jest/globals';
import { ASCII } from '../terminal/glyphs';
import { PLAIN_STYLE } from '../terminal/terminal-style';
import { madeStepHistory } from '../testing/made-step';
import { historyTerminal } from './history-terminal';

const lines = historyTerminal(madeStepHistory()).split('\n');

it('says what changed, when, from what to what, with what, and what to do', () => {
  const at = lines.findIndex((line) => line.startsWith('span, start: 1 change point'));
  const block = lines.slice(at, lines.indexOf('', at)).join('\n');
  expect(block).toMatch(/^ {2}machine {5}A CPU, 2 CPUs, x86_64$/m);
  expect(block).toMatch(/^ {2}baseline {4}ddtrace 4\.15\.7, 20 runs$/m);
  expect(block).toMatch(/^ {2}slower {6}\+\d\.\d\d % \[\+2\.\d\d %, \+3\.\d\d %\] at 2026-09-11 09:30 UTC$/m);
  expect(block).toMatch(/^ {4}from {6}.* over 10 runs$/m);
  expect(block).toMatch(/^ {4}to {8}\+(2\.9|3\.0)\d % .* over 10 runs$/m);
  expect(block).toMatch(/^ {4}run {7}run-0011$/m);
  expect(block).toMatch(/^ {4}candidate {1}ddtrace 4\.16\.0, commit 0011abcdef01$/m);
  expect(block).toMatch(/^ {4}commits {3}git log --oneline 0010abcdef01\.\.0011abcdef01$/m);
  expect(block).toMatch(/^ {4}look {6}nx run span:analyze --runId=run-0011$/m);
  expect(block).toMatch(/^ {2}now {9}\+.* over 10 runs since 2026-09-11$/m);
});

it('draws the step, and a quiet config level', () => {
  const drawn = lines.filter((line) => /[▁▂▃▄▅▆▇█]/.test(line)).map((line) => line.trim());
  const heights = drawn.map((line) => [...line].map((block) => block.codePointAt(0)! - 0x2581));
  const [start, quiet] = heights as [number[], number[]];
  expect(start).toHaveLength(20);
  expect(Math.max(...start.slice(0, 10))).toBeLessThan(Math.min(...start.slice(10)) - 4);
  expect(Math.max(...quiet) - Math.min(...quiet)).toBeLessThanOrEqual(2);
});

it('puts what changed first, says where runs are too few, and what was skipped', () => {
  const titles = lines.filter((line) => line.startsWith('span, '));
  expect(titles).toEqual([
    'span, start: 1 change point',
    'span, quiet: no change point',
    'span, start: no change point',
  ]);
  expect(lines[0]).toBe('History: 1 change point in 2 series; 1 series has too few runs');
  expect(lines[1]).toBe('23 runs from 2026-09-01 to 2026-09-23 in /runs');
  expect(lines.join('\n')).toContain('3 runs: too few runs for change points, which take 6');
  expect(lines.at(-1)).toBe('skipped: 1 folder of results without a manifest: /runs/x/span');
});

it('is plain, and in ASCII where the terminal has no more', () => {
  expect(lines.join('\n')).not.toContain('\u001b');
  const ascii = historyTerminal(madeStepHistory(), { ...PLAIN_STYLE, glyphs: ASCII });
  expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
});

it('fits a pane of 71 columns', () => {
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(71);
});
