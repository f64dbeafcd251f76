/** From values to pixels, and the round values to label. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

/**
 * A linear scale that shows all `values`.
 *
 * @param from pixel of the smallest value
 * @param to pixel of the largest
 * @param count about how many ticks
 */
export function linearScale(values: readonly number[], from: number, to: number, count = 5): Scale {
  const finite = values.filter(Number.isFinite);
  const [low, high] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  const spread = high - low || Math.abs(high) || 1;
  const [start, end] = high > low ? [low, high] : [low - spread / 2, high + spread / 2];
  const step = roundStep((end - start) / count);
  const first = Math.ceil(start / step);
  const ticks = Array.from({ length: Math.floor(end / step) - first + 1 }, (_, at) => (first + at) * step);
  const pixel = (value: number) => round(from + ((value - start) / (end - start)) * (to - from));
  return Object.assign(pixel, { ticks });
}

/** Tenths of a pixel are enough, and keep the file small. */
export function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}

/** The next of 1, 2, 5, 10, … */
function roundStep(step: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(step));
  const mantissa = step / magnitude;
  return (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10) * magnitude;
}
