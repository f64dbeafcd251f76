import type { Estimate } from '../../domain/verdict';
import { round } from './scale';

const WIDTH = 240;
const HEIGHT = 22;

/** What an interval plot spans, the same for all of a page so that they can be compared. Fractions. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Around 0 and the margin and every interval; what lies further out than 25 % is cut off, and shown so. */
export function spanOf(estimates: readonly Estimate[], margin: number): Span {
  const furthest = Math.max(margin * 1.5, ...estimates.flatMap(({ low, high }) => [-low, high]));
  const limit = Math.min(furthest, 0.25);
  return { low: -limit, high: limit };
}

/** An interval as a bar with its estimate, over the band of the margin; faster is left of the line at 0. */
export function intervalPlot({ change, low, high }: Estimate, margin: number, span: Span): string {
  const x = (value: number) =>
    round(
      ((Math.min(Math.max(value, span.low), span.high) - span.low) / (span.high - span.low)) * (WIDTH - 8) +
        4,
    );
  const middle = HEIGHT / 2;
  const kind = low > 0 ? 'slower' : high < 0 ? 'faster' : 'same';
  const arrow = (at: number, direction: -1 | 1) =>
    `<path class="${kind}" d="M${at} ${middle - 5}l${direction * 4} 5l${-direction * 4} 5z"/>`;
  // Where it is not on the axis, only the arrow says so.
  const isShown = span.low <= change && change <= span.high;
  return [
    `<svg class="interval" role="img" aria-hidden="true" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect class="margin" x="${x(-margin)}" y="0" width="${round(x(margin) - x(-margin))}" height="${HEIGHT}"/>`,
    `<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="${HEIGHT}"/>`,
    `<line class="bar ${kind}" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"/>`,
    low < span.low ? arrow(x(low), -1) : '',
    high > span.high ? arrow(x(high), 1) : '',
    isShown ? `<circle class="${kind}" cx="${x(change)}" cy="${middle}" r="4"/>` : '',
    '</svg>',
  ].join('');
}
