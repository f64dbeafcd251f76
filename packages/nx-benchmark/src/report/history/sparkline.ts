/** What is less than this from each other looks level: else the noise of a quiet series would fill the line. Fraction. */
const LEAST_SPAN = 0.02;

/**
 * Changes as a line of blocks, the last `width` of them.
 *
 * @param changes fractions
 * @param blocks from the lowest to the highest
 */
export function sparkline(changes: readonly number[], width: number, blocks: string): string {
  const shown = changes.slice(-width);
  const [low, high] = sparkRange(shown);
  const top = blocks.length - 1;
  return shown.map((change) => blocks[Math.round(((change - low) / (high - low)) * top)]).join('');
}

/** From the smallest change to the largest, or somewhat further around changes that are nearly equal. */
export function sparkRange(changes: readonly number[]): readonly [low: number, high: number] {
  const [low, high] = [Math.min(...changes), Math.max(...changes)];
  const missing = Math.max(0, LEAST_SPAN - (high - low));
  return [low - missing / 2, high + missing / 2];
}
