/** Values of a series from `start` up to, but without, `end`. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** How much narrower the windows of a layer are than those before it. */
const DECAY = Math.SQRT1_2;

/**
 * Windows of a series in layers, each layer narrower than the one before and laid over the whole series so that neighbours
 * overlap by half or more. A stretch of the series is nearly filled by one of them wherever it lies, and all together
 * they are few: about n·log n instead of n². None where the series is shorter than `shortest`.
 *
 * S. Kovács, P. Bühlmann, H. Li, A. Munk, *Seeded binary segmentation*, Biometrika 110 (2023), definition 1.
 */
export function seededWindows(length: number, shortest: number, longest: number): readonly Window[] {
  const windows: Window[] = [];
  for (let exact = Math.min(length, longest); Math.round(exact) >= shortest; exact *= DECAY) {
    const width = Math.round(exact);
    const count = 2 * Math.ceil(length / width) - 1;
    const shift = count === 1 ? 0 : (length - width) / (count - 1);
    for (let at = 0; at < count; at++) {
      const start = Math.round(at * shift);
      windows.push({ start, end: start + width });
    }
  }
  return windows;
}
