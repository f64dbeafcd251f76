import { expect, it } from '@jest/globals';
import { intervalPlot } from './interval-plot';

/** What the plot of an interval has on an axis of ± 25 %: arrows with the way they point, and the estimate. */
function drawn(low: number, change: number, high: number) {
  const svg = intervalPlot({ low, change, high }, 0.02, { low: -0.25, high: 0.25 });
  const arrows = [...svg.matchAll(/<path [^>]*d="M([\d.]+) [\d.]+l(-?)4 /g)].map(([, at, sign]) => ({
    at: Number(at) < 120 ? 'left' : 'right',
    to: sign === '-' ? 'left' : 'right',
  }));
  return { arrows, estimate: svg.includes('<circle') };
}

const left = { at: 'left', to: 'left' };
const right = { at: 'right', to: 'right' };

it.each([
  ['inside', [-0.01, 0, 0.01], { arrows: [], estimate: true }],
  ['beyond one end', [0.2, 0.24, 0.28], { arrows: [right], estimate: true }],
  ['beyond both', [-0.5, 0, 0.5], { arrows: [left, right], estimate: true }],
  ['all of it slower', [0.41, 0.45, 0.49], { arrows: [right], estimate: false }],
  ['all of it faster', [-0.49, -0.45, -0.41], { arrows: [left], estimate: false }],
] as const)('an interval %s', (_, [low, change, high], expected) => {
  expect(drawn(low, change, high)).toEqual(expected);
});
