import { escaped } from './escaped';
import type { Scale } from './scale';

/** Where a chart draws, in pixels; around it are its labels. */
export const PLOT: Plot = { left: 64, right: 392, top: 10, bottom: 150 };
/** The same in a chart as wide as the page. */
export const WIDE_PLOT: Plot = { ...PLOT, right: 1152 };
/** For the labels right of it, and below. */
const MARGIN = { right: 8, bottom: 38 };

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Chart {
  /** What it shows: its caption, and its name for who cannot see it. */
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** PLOT without it. */
  readonly plot?: Plot;
  /** SVG, in the pixels of the plot. */
  readonly marks: readonly string[];
  /** Label and class of each sort of marks, where there is more than one. */
  readonly legend?: readonly (readonly [label: string, className: string])[];
}

export interface Axis {
  readonly scale: Scale;
  readonly label: string;
  readonly format: (value: number) => string;
}

/** A chart with axes as a figure of its own. */
export function chart({ title, x, y, plot = PLOT, marks, legend = [] }: Chart): string {
  const [width, height] = [plot.right + MARGIN.right, plot.bottom + MARGIN.bottom];
  return [
    `<figure${plot === WIDE_PLOT ? ' class="wide"' : ''}><figcaption>${escaped(title)}</figcaption>`,
    `<svg class="chart" role="img" aria-label="${escaped(title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...y.scale.ticks.map((tick) => horizontal(y, tick, plot)),
    ...x.scale.ticks.map((tick) => vertical(x, tick, plot)),
    `<text class="label" x="${plot.right}" y="${height - 4}" text-anchor="end">${escaped(x.label)}</text>`,
    ...(y.label === '' ? [] : [`<text class="label" x="4" y="${plot.top}">${escaped(y.label)}</text>`]),
    ...marks,
    '</svg>',
    legend.length === 0
      ? ''
      : `<p class="legend">${legend.map(([label, name]) => `<span class="key ${name}"></span>${escaped(label)}`).join(' ')}</p>`,
    '</figure>',
  ].join('');
}

function horizontal({ scale, format }: Axis, tick: number, plot: Plot): string {
  const y = scale(tick);
  return `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/><text class="tick" x="${plot.left - 6}" y="${y + 4}" text-anchor="end">${escaped(format(tick))}</text>`;
}

function vertical({ scale, format }: Axis, tick: number, plot: Plot): string {
  const x = scale(tick);
  return `<line class="grid" x1="${x}" x2="${x}" y1="${plot.bottom}" y2="${plot.bottom + 4}"/><text class="tick" x="${x}" y="${plot.bottom + 16}" text-anchor="middle">${escaped(format(tick))}</text>`;
}
