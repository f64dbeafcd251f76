import { describe, expect, it } from '@jest/globals';
import { missingLines } from './same-words';

const OUTPUT = `
Scenario: span
  baseline   4.06 ms ± 220 us
  change     +12.38 % [+11.02 %, +13.79 %] main path
start: regression (blocking)
artifacts: /home/somebody/benchmark-artifacts/mine/span
`;

describe('missingLines', () => {
  it.each([
    ['other numbers in other units', ['baseline 971 us ± 3 ms', 'change  -0.4 % [-1 %, +1 %]  main path']],
    ['words that are drawn otherwise', ['│ Scenario │ span │', 'start   regression blocking   ├──●──┤']],
    ['what is left out', ['…', 'start: regression (blocking)', '…', 'artifacts: …/mine/span']],
  ])('finds %s', (_, shown) => {
    expect(missingLines(shown, OUTPUT)).toEqual([]);
  });

  it.each([
    ['another verdict', ['start: improvement (large)']],
    ['another name', ['start-finish: regression (blocking)']],
    ['words in another order', ['start: blocking (regression)']],
    ['lines in another order', ['start: regression (blocking)', 'Scenario: span']],
  ])('misses %s', (_, shown) => {
    expect(missingLines(shown, OUTPUT)).toEqual([shown.at(-1)]);
  });
});
